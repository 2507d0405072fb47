import { DAY_MS, localMidnight, slotStart } from '../../api/house/index.ts';
import { recordPast } from './measured-past.ts';
import { type RunningHouse, runHouse, until } from './running-house.ts';
import { shadowPast } from './shadow-past.ts';

/** A Sunday in spring: the sun is up, prices move, cars are at home. */
const START = Date.parse('2026-04-26T09:10:00Z');
const PAST_DAYS = 75;
const SHADOW_DAYS = 42;
const TIME_ZONE = 'Europe/Berlin';

/** The real server beside a virtual house that has weeks behind it, with its first plan. */
export async function runLivedInHouse(speed = 1): Promise<RunningHouse> {
  const running = await runHouse({
    start: START,
    speed,
    shadow: true,
    remember: (store) => store.set('shadow', shadowPast(START, SHADOW_DAYS, TIME_ZONE)),
  });
  await until(() => running.app.live.snapshot().plan !== null, 30_000, 'the first plan');
  const { loadpoints } = running.app.live.snapshot();
  recordPast(running.app.store, {
    from: localMidnight(START - PAST_DAYS * DAY_MS, TIME_ZONE),
    to: slotStart(START),
    timeZone: TIME_ZONE,
    loadpoints: loadpoints.map(({ id }) => id),
    gaps: [9],
  });
  return running;
}
