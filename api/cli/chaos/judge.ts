import { CARS, type HouseState, isFastCharging, type Movement } from '../../demo/index.ts';
import { HOUR_MS, type Instant, MINUTE_MS } from '../../house/index.ts';

/** What went wrong in a run with faults; all 0 in a good one. */
export interface Verdict {
  /** Departures that could have been on time and that no person's own choice made late. */
  carsLateAvoidable: number;
  /** Writes on a day on which nothing is to be done. */
  idleDayWrites: number;
  /** Choices of people that something else than a person took back. */
  choicesUndone: number;
  /** From the home battery into a car that charges fast, while evcc's lock is on. */
  batteryDrainedByFastChargeKwh: number;
  /** Settings of evcc that were not as found, nor as people left them, after the end. */
  settingsNotRestored: number;
}

type Mode = HouseState['evcc']['loadpoints'][number]['settings']['mode'];

interface Choice {
  mode: Mode;
  since: Instant;
  /** Not looked at before: what was asked of us takes a moment. */
  from: Instant;
  until: Instant;
}

/** evcc locks the battery in its next control cycle, so a fast charge has this long to begin. */
const LOCK_MS = 2 * MINUTE_MS;

/** Watches a house step by step and keeps what people chose in mind. */
export interface Judge {
  onStep(state: HouseState): void;
  onMovement(movement: Movement, state: HouseState): void;
  /** A person chose a mode of a loadpoint, and it is to stay so. */
  chose(loadpoint: number, choice: Choice): void;
  /** The choice no longer stands. */
  forget(loadpoint: number): void;
  /** What a person did may make this car late: that is theirs. */
  excuse(loadpoint: number): void;
  /** While something is broken between us and evcc, what was asked of us may wait. */
  suspend(until: Instant): void;
  found: { late: number; undone: number; drainedKwh: number };
  /** Nothing that happens from here on counts. */
  end(): void;
  /** What exactly, for who wants to know. */
  log: string[];
}

/** evcc shows whole per cents. */
const NEAR_TARGET_PERCENT = 1;

/** A choice to charge fast holds until the car has what is wanted of it. */
function hasTarget(storedKwh: number, index: number): boolean {
  const spec = CARS[index];
  return (
    spec !== undefined && (100 * storedKwh) / spec.capacityKwh >= spec.wantedSocPercent - NEAR_TARGET_PERCENT
  );
}

/** A judge that has seen nothing yet. */
export function createJudge(): Judge {
  const choices = new Map<number, Choice>();
  const excused = new Set<number>();
  const fastSince = new Map<number, Instant>();
  const found = { late: 0, undone: 0, drainedKwh: 0 };
  const log: string[] = [];
  let suspendedUntil = 0;
  let ended = false;
  /** The last step began with the battery told to help. */
  let askedFor = false;
  /** When an external mode of the battery was last in force. */
  let externalAt = 0;

  function watchChoices({ at, evcc, plant }: HouseState): void {
    for (const [index, choice] of choices) {
      const settings = evcc.loadpoints[index]?.settings;
      const car = plant.cars[index];
      if (
        !car?.connected ||
        at >= choice.until ||
        (choice.mode === 'now' && hasTarget(car.storedKwh, index))
      ) {
        choices.delete(index);
        continue;
      }
      if (at < choice.from || at < suspendedUntil || settings?.mode === choice.mode) continue;
      found.undone++;
      log.push(
        `${time(at)} ${index} is ${settings?.mode}, chosen was ${choice.mode} at ${time(choice.since)}`,
      );
      choices.delete(index);
    }
  }

  function watchBattery({ at, evcc, flow, startingUntil }: HouseState): void {
    // `normal` is only asked for where it pays to feed a car; while evcc starts, nobody steers anything.
    const wasAskedFor = askedFor;
    askedFor = evcc.battery.external === 'normal';
    if (evcc.battery.external !== 'unknown') externalAt = at;
    // Whose mode runs out because nobody can reach evcc is unlocked by evcc itself for a cycle.
    if (at < suspendedUntil && at - externalAt < LOCK_MS) return;
    const allowed = !evcc.site.batteryDischargeControl || askedFor || wasAskedFor;
    if (allowed || at < startingUntil + LOCK_MS) return;
    let fastKw = 0;
    for (const [index, loadpoint] of evcc.loadpoints.entries()) {
      const powerKw = flow.carsKw[index] ?? 0;
      if (!isFastCharging(loadpoint, powerKw * 1000)) fastSince.delete(index);
      else if (!fastSince.has(index)) fastSince.set(index, at);
      if (at - (fastSince.get(index) ?? at) > LOCK_MS) fastKw += powerKw;
    }
    const beyondHouseKw = flow.batteryKw - Math.max(0, flow.loadKw - flow.pvKw);
    const drainedKw = Math.min(fastKw, Math.max(0, beyondHouseKw));
    if (drainedKw < 0.05) return;
    found.drainedKwh += (drainedKw * (flow.to - flow.from)) / HOUR_MS;
    log.push(`${time(at)} the battery gives ${drainedKw.toFixed(2)} kW into a car that charges fast`);
  }

  return {
    onStep(state) {
      if (ended) return;
      watchChoices(state);
      watchBattery(state);
    },
    onMovement(movement, state) {
      if (ended || movement.kind !== 'DEPARTED') return;
      const { car, late } = movement;
      if (late && !excused.has(car)) {
        found.late++;
        const soc = (100 * (state.plant.cars[car]?.storedKwh ?? 0)) / (CARS[car]?.capacityKwh ?? 1);
        log.push(`${time(state.at)} car ${car} leaves late with ${soc.toFixed(1)} %`);
      }
      excused.delete(car);
      choices.delete(car);
    },
    chose: (loadpoint, choice) => void choices.set(loadpoint, choice),
    forget: (loadpoint) => void choices.delete(loadpoint),
    excuse: (loadpoint) => void excused.add(loadpoint),
    suspend(until) {
      suspendedUntil = Math.max(suspendedUntil, until);
    },
    end() {
      ended = true;
    },
    found,
    log,
  };
}

/** How many settings that we could have changed differ between two states of one evcc. */
export function differingSettings(before: HouseState, after: HouseState): string[] {
  const differing: string[] = [];
  const compare = (where: string, a: object, b: object | undefined, ignored: readonly string[] = []) => {
    const other = new Map(Object.entries(b ?? {}));
    for (const [key, value] of Object.entries(a))
      if (!ignored.includes(key) && JSON.stringify(value) !== JSON.stringify(other.get(key)))
        differing.push(`${where}.${key}: ${JSON.stringify(value)} → ${JSON.stringify(other.get(key))}`);
  };
  compare('site', before.evcc.site, after.evcc.site);
  for (const [index, { settings }] of before.evcc.loadpoints.entries())
    compare(`loadpoint ${index}`, settings, after.evcc.loadpoints[index]?.settings, PLAN_KEYS);
  for (const [name, settings] of Object.entries(before.evcc.vehicles))
    compare(name, settings, after.evcc.vehicles[name], ['plan']);
  return differing;
}

/** A car's plan stays when we leave: it must outlive us. */
const PLAN_KEYS = ['planEnergyKwh', 'planTime'];

function time(at: Instant): string {
  return new Date(at).toISOString().slice(0, 16);
}
