import { MINUTE_MS } from '../../../api/house/index.ts';
import { useSubjectName } from '../cars/subject.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import type { Intent } from './parts.ts';

/** What takes power from the grid, so that its price is a reason. */
const FROM_GRID: readonly (Intent['action'] | null)[] = ['CAR_CHARGE', 'BATTERY_CHARGE'];

/** When the next intent ends, what follows it, and what power costs then where it is bought. */
export function NextAction() {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const intents = usePart((house) => house.intents);
  const plan = usePart((house) => house.plan);
  const next = nextToEnd(intents, now);
  const name = useSubjectName(next?.intent.subject ?? 'battery');
  const buys = next !== null && FROM_GRID.includes(next.intent.next);
  const slot = buys && plan?.slots.find(({ end }) => Date.parse(end) > next.at);

  return (
    <div className="next">
      <h3>{words.now.next}</h3>
      {next ? (
        <>
          <p>
            <time dateTime={next.intent.until ?? ''} className="next-time">
              {format.soon(next.at, now)}
            </time>{' '}
            {next.intent.next ? `${name} ${words.action[next.intent.next]}` : name}
          </p>
          {slot && <p className="soft">{words.now.priceThen(format.price(slot.importPricePerKwh))}</p>}
        </>
      ) : (
        <p className="soft">{words.now.nothingNext}</p>
      )}
    </div>
  );
}

function nextToEnd(intents: readonly Intent[], now: number): { intent: Intent; at: number } | null {
  let next: { intent: Intent; at: number } | null = null;
  for (const intent of intents) {
    const at = intent.until === null ? Number.NaN : Date.parse(intent.until);
    if (at > now && (!next || at < next.at)) next = { intent, at };
  }
  return next;
}
