import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';

const COMMAND = 'npm start -- --evcc-url http://…';

/** Says that none of this is real, and how to change that. */
export function DemoBanner() {
  const { words, format } = useSpeech();
  const demo = usePart((house) => house.demo);
  if (!demo) return null;
  return (
    <p className="callout demo" data-tone="info" data-testid="demo-banner">
      <strong>{words.demo.title}</strong> – {words.demo.text} <code>{COMMAND}</code>
      {demo.speed !== 1 && <span className="soft"> · {words.demo.speed(format.plain(demo.speed))}</span>}
    </p>
  );
}
