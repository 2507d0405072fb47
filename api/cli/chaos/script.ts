import { CARS, type HouseState, type Movement } from '../../demo/index.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../house/index.ts';
import type { Simulation } from '../simulate.ts';
import { dice } from './dice.ts';
import type { Judge } from './judge.ts';

/** What the script needs of a running house. */
export type Stage = Pick<Simulation, 'clock' | 'house' | 'evccUrl' | 'app'>;

/** After a fault both sides need this long to know of each other again. */
const RECOVERY_MS = 4 * MINUTE_MS;
/** What is asked of us is done at the next reading at the latest. */
const ASKED_MS = 3 * MINUTE_MS;
/** People try again after this what evcc did not take. */
const AGAIN_MS = 5 * MINUTE_MS;
const LOADPOINTS = ['garage', 'carport'] as const;

/**
 * Faults of evcc and things that people do, from a seed: a few of each on every day, at any hour at which they can
 * happen. Nothing begins in the last hours before `until`.
 */
export function playScript(stage: Stage, judge: Judge, seed: number, until: Instant): void {
  const { clock, house, evccUrl, app } = stage;
  const { between, chance, pick, roll } = dice(seed * 7919 + 17);
  const start = clock.now();
  let brokenUntil = 0;

  const isBroken = () => clock.now() < brokenUntil;
  const mode = (index: number) => house.exportState().evcc.loadpoints[index]?.settings.mode;
  const isConnected = (index: number) => house.exportState().plant.cars[index]?.connected === true;

  function at(day: number, hour: number, task: () => void | Promise<void>): void {
    const when = start + day * DAY_MS + hour * HOUR_MS;
    if (when < until) clock.after(when - clock.now(), task);
  }

  /** Something between us and evcc is broken for a while; one thing at a time. */
  function broken(ms: number, begin: () => void, end: () => void): void {
    if (isBroken()) return;
    brokenUntil = clock.now() + ms;
    judge.suspend(brokenUntil + RECOVERY_MS);
    begin();
    clock.after(ms, end);
  }

  /** A person does something in evcc; whether evcc took it. */
  async function inEvcc(method: 'POST' | 'DELETE', index: number, path: string): Promise<boolean> {
    const id = house.faults.current.reversedLoadpoints ? CARS.length - index : index + 1;
    try {
      return (await fetch(`${evccUrl}/api/loadpoints/${id}/${path}`, { method })).ok;
    } catch {
      return false;
    }
  }

  /** A person chooses a mode in evcc; `pv` only counts as a choice where it ends our fast charging. */
  async function choose(index: number, chosen: 'off' | 'pv' | 'now', ms: number): Promise<void> {
    const wasFast = mode(index) === 'now';
    await inEvcc('POST', index, `mode/${chosen}`);
    // Who sees that evcc did not take it has not chosen anything.
    if (mode(index) !== chosen) return;
    const now = clock.now();
    if (chosen !== 'pv') judge.chose(index, { mode: chosen, since: now, from: now, until: now + ms });
    else if (wasFast) judge.chose(index, { mode: 'pv', since: now, from: now, until: now + DAY_MS });
    else judge.forget(index);
    if (chosen !== 'now') judge.excuse(index);
  }

  /** Until evcc takes it: nobody leaves it half done. */
  async function backToPv(index: number): Promise<void> {
    judge.forget(index);
    if (mode(index) === 'pv' || (!isConnected(index) && mode(index) !== 'off')) return;
    await inEvcc('POST', index, 'mode/pv');
    if (mode(index) !== 'pv') clock.after(AGAIN_MS, () => backToPv(index));
  }

  function whole(task: (index: number) => Promise<void>): () => Promise<void> {
    const index = roll() < 0.5 ? 0 : 1;
    return async () => {
      if (!isBroken() && isConnected(index)) await task(index);
    };
  }

  const away = () => broken(HOUR_MS, () => house.faults.set({ unreachable: true }), back);
  const back = () => {
    house.faults.set({ unreachable: false, writes: null });
    if (chance(0.4)) house.faults.restart({ crash: chance(0.5), startupMs: MINUTE_MS });
  };
  const refusing = () => {
    const writes = pick(['error', 'missing', 'ignored'] as const);
    broken(
      between(5, 20) * MINUTE_MS,
      () => house.faults.set({ writes }),
      () => house.faults.set({ writes: null }),
    );
  };
  const reordered = () => {
    if (isBroken()) return;
    judge.suspend(clock.now() + RECOVERY_MS);
    house.faults.set({ reversedLoadpoints: !house.faults.current.reversedLoadpoints });
    house.faults.restart({ startupMs: 30 * SECOND_MS });
  };
  const renamed = () => {
    if (isBroken()) return;
    judge.suspend(clock.now() + RECOVERY_MS);
    const before = Object.keys(house.faults.current.loadpointNames).length > 0;
    house.faults.set({ loadpointNames: before ? {} : { garage: 'db:7', carport: 'db:8' } });
    house.faults.restart({ startupMs: 30 * SECOND_MS });
  };
  const claimed = () => {
    const index = roll() < 0.5 ? 0 : 1;
    const other = CARS[index]?.name;
    if (isBroken() || other === undefined || !isConnected(0) || !isConnected(1)) return;
    house.claim(other, 1 - index);
    clock.after(between(10, 40) * MINUTE_MS, () => {
      for (const [place, { name }] of CARS.entries()) if (isConnected(place)) house.claim(name, place);
    });
  };
  const glitch = () => {
    house.faults.set({ vehicleSoc: 0 });
    clock.after(between(0.5, 3) * MINUTE_MS, () => house.faults.set({ vehicleSoc: null }));
  };
  const contradiction = async (index: number) => {
    const [first, second] = pick<readonly ['off' | 'now', 'off' | 'pv' | 'now']>([
      ['now', 'pv'],
      ['off', 'now'],
      ['now', 'off'],
      ['off', 'pv'],
    ]);
    await choose(index, first, DAY_MS);
    clock.after(between(15, 55) * SECOND_MS, async () => {
      await choose(index, second, DAY_MS);
      clock.after(between(1, 3) * HOUR_MS, () => backToPv(index));
    });
  };
  const fast = async (index: number) => {
    await choose(index, 'now', DAY_MS);
    clock.after(between(0.5, 3) * HOUR_MS, () => backToPv(index));
  };
  const off = async (index: number) => {
    await choose(index, 'off', DAY_MS);
    clock.after(between(0.5, 2) * HOUR_MS, () => backToPv(index));
  };
  const idOf = (index: number) => {
    const name = LOADPOINTS[index] ?? 'garage';
    return house.faults.current.loadpointNames[name] ?? name;
  };
  const boost = async (index: number) => {
    const now = clock.now();
    const minutes = Math.round(between(20, 90));
    const request = { loadpoint: idOf(index), until: null, minutes, targetSocPercent: null };
    if (!(await app.loop.actions.boost(request)).ok) return;
    const end = now + minutes * MINUTE_MS;
    judge.chose(index, { mode: 'now', since: now, from: now + ASKED_MS, until: end - MINUTE_MS });
    if (chance(0.3))
      clock.after((minutes / 2) * MINUTE_MS, async () => {
        judge.forget(index);
        await app.loop.actions.cancelBoost(idOf(index));
      });
  };
  const departure = async (index: number) => {
    const now = clock.now();
    const request = { loadpoint: idOf(index), targetSocPercent: null, targetEnergyKwh: null };
    const past = await app.loop.actions.setDeparture({ ...request, departure: now - HOUR_MS });
    if (past.ok) judge.log.push('a departure in the past was taken');
    await inEvcc('POST', index, `plan/energy/10/${new Date(now - DAY_MS).toISOString()}`);
    const midnight = start + Math.ceil((now - start) / DAY_MS) * DAY_MS;
    await app.loop.actions.setDeparture({ ...request, departure: midnight + between(4, 6) * HOUR_MS });
  };
  const slots = async () => {
    const now = clock.now();
    await app.loop.actions.overrideSlots({
      start: now,
      end: now + between(0.5, 2) * HOUR_MS,
      target: 'battery',
      action: pick(['CHARGE', 'HOLD', 'RELEASE'] as const),
    });
  };
  const pause = async () => {
    judge.suspend(clock.now() + 2 * HOUR_MS + RECOVERY_MS);
    await app.loop.actions.pauseControl(clock.now() + between(0.5, 2) * HOUR_MS);
  };

  const days = Math.ceil((until - start) / DAY_MS);
  for (let day = 0; day < days; day++) {
    at(day, between(0, 23), away);
    at(day, between(0, 24), refusing);
    at(day, between(0, 24), glitch);
    at(day, between(18, 24), glitch);
    at(day, between(18, 22), whole(contradiction));
    at(day, between(8, 24), whole(boost));
    at(day, between(12, 22), whole(departure));
    if (chance(0.4)) at(day, between(17, 22), whole(fast));
    if (chance(0.4)) at(day, between(9, 21), whole(off));
    if (chance(0.4)) at(day, between(0, 24), reordered);
    if (chance(0.3)) at(day, between(0, 24), renamed);
    if (chance(0.4)) at(day, between(17, 23), claimed);
    if (chance(0.4)) at(day, between(0, 22), slots);
    if (chance(0.3)) at(day, between(8, 20), pause);
  }
}

/** Pulls the cable of a car that came home, and plugs it in some hours later, in the night at the latest. */
export function lateCables(
  stage: () => Stage | null,
  seed: number,
): (movement: Movement, state: HouseState) => void {
  const { between, chance } = dice(seed * 104_729 + 5);
  return (movement, { at }) => {
    const found = stage();
    if (!found || movement.kind !== 'ARRIVED' || !chance(0.4)) return;
    const { clock, house } = found;
    const { car } = movement;
    clock.after(0, () => house.plugOut(car));
    clock.after(between(0.5, 7) * HOUR_MS + Math.max(0, at - clock.now()), () => {
      if (!house.exportState().plant.cars[car]?.away) house.plugIn(car);
    });
  };
}
