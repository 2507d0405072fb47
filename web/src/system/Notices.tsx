import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Ago } from '../shared/Ago.tsx';

/** What is wrong or worth knowing, worst first. */
export function Notices() {
  const { words, say } = useSpeech();
  const notices = usePart((house) => house.notices);
  return (
    <section aria-label={words.notices.label} aria-live="polite" className="notices">
      {notices.map(({ code, severity, since, message }) => (
        <p
          key={code}
          className="callout"
          data-tone={severity.toLowerCase()}
          data-testid="notice"
          data-code={code}
        >
          <strong>{words.severity[severity]}:</strong> {say(message)}{' '}
          <span className="soft">
            <Ago at={since} />
          </span>
        </p>
      ))}
    </section>
  );
}
