import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';

/** Warnings about the configuration, each with its way out; not drawn where there are none. */
export function FindingsCard() {
  const { words, say } = useSpeech();
  const findings = usePart((house) => house.findings);
  if (findings.length === 0) return null;
  return (
    <Card title={words.findings.title} className="findings">
      <ul className="rows">
        {findings.map(({ field, value, message, suggestion }) => (
          <li key={`${field} ${message.en}`}>
            <code className="wide">{value === null ? field : `${field}: ${value}`}</code>
            <p className="wide">
              {say(message)} <span className="soft">{say(suggestion)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
