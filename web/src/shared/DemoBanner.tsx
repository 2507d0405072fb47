import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { SETUP_ADDRESS } from '../setup/address.ts';
import { SetupState } from '../setup/parts.ts';
import { useAsk } from './use-ask.ts';

const COMMAND = 'npm start -- --evcc-url http://…';

/** Says that none of this is real, and how to change that. */
export function DemoBanner() {
  const { words, format } = useSpeech();
  const demo = usePart((house) => house.demo);
  if (!demo) return null;
  return (
    <p className="callout demo" data-tone="info" data-testid="demo-banner">
      <strong>{words.demo.title}</strong> – <WayToEvcc />
      {demo.speed !== 1 && <span className="soft"> · {words.demo.speed(format.plain(demo.speed))}</span>}
    </p>
  );
}

/** The first visit, where the address of evcc can be chosen there; else what to start the program with. */
function WayToEvcc() {
  const { words } = useSpeech();
  const { data } = useAsk(SetupState, {});
  if (!data?.setup.possible)
    return (
      <>
        {words.demo.text} <code>{COMMAND}</code>
      </>
    );
  return (
    <>
      {words.demo.safe}{' '}
      <a href={SETUP_ADDRESS} data-testid="to-setup">
        {words.setup.link}
      </a>
    </>
  );
}
