import {
  type Instant,
  type LoadpointState,
  MINUTE_MS,
  type SiteState,
  type TaperPoint,
} from '../house/index.ts';
import { maxChargePowerKw } from './power.ts';
import type { ControlState, LearnedCar } from './state.ts';

/** Charger and car agree on phases and current within this time. */
const RAMP_MS = 3 * MINUTE_MS;
/** Below it a car only keeps its electronics awake. */
const CHARGING_KW = 1;
/** Cars take full power up to here; above it each step has a power of its own. */
const FULL_UNTIL_PERCENT = 70;
const STEP_PERCENT = 5;
/** From this share of what the loadpoint gives on, it is the loadpoint that limits, not the car. */
const UNLIMITED_SHARE = 0.95;
/** Share of a new measurement. */
const NEW_SHARE = 0.2;
/** A current that is this much lower than allowed is held back by somebody, A. */
const HELD_BACK_A = 0.5;

/** What each car takes at which SoC, from its measured power while nothing else holds it back. */
export function withLearnedCars(control: ControlState, site: SiteState, now: Instant): ControlState {
  const learned = { ...control.learnedCars };
  for (const loadpoint of site.loadpoints) {
    const { vehicleName } = loadpoint;
    if (vehicleName === null || loadpoint.isHeating) continue;
    const before = learned[vehicleName] ?? { fastSince: null, levels: [] };
    const isFast = !site.dimmed && chargesFreely(loadpoint, control);
    const since = isFast ? (before.fastSince ?? now) : null;
    const levels =
      since !== null && now - since >= RAMP_MS ? withMeasured(before.levels, loadpoint) : before.levels;
    if (since !== null || levels.length > 0 || before.fastSince !== null)
      learned[vehicleName] = { fastSince: since, levels };
  }
  return { ...control, learnedCars: learned };
}

/** It may take all that it wants: full power, and neither we nor a circuit holds it back. */
function chargesFreely(loadpoint: LoadpointState, { loadpoints }: ControlState): boolean {
  const { connected, charging, mode, planActive, minSocNotReached, offeredCurrentA } = loadpoint;
  const heldBack =
    loadpoints[loadpoint.name]?.maxCurrentA !== undefined ||
    (typeof offeredCurrentA === 'number' && offeredCurrentA < loadpoint.maxCurrentA - HELD_BACK_A);
  return connected && charging && !heldBack && (mode === 'now' || planActive || minSocNotReached);
}

function withMeasured(levels: LearnedCar['levels'], loadpoint: LoadpointState): LearnedCar['levels'] {
  const { chargePowerKw, vehicleSocPercent } = loadpoint;
  if (chargePowerKw === null || vehicleSocPercent === null || chargePowerKw < CHARGING_KW) return levels;
  const socPercent = Math.max(
    FULL_UNTIL_PERCENT,
    Math.min(100, Math.ceil(vehicleSocPercent / STEP_PERCENT) * STEP_PERCENT),
  );
  const before = levels.find((level) => level.socPercent === socPercent)?.powerKw ?? null;
  const isUnlimited = chargePowerKw >= UNLIMITED_SHARE * maxChargePowerKw(loadpoint);
  const powerKw = before === null ? chargePowerKw : before + NEW_SHARE * (chargePowerKw - before);
  const level = {
    socPercent,
    // Where the loadpoint limits, the car takes at least this, and perhaps more elsewhere.
    powerKw: tenths(isUnlimited ? Math.max(chargePowerKw, before ?? 0) : powerKw),
  };
  return [...levels.filter((other) => other.socPercent !== socPercent), level].sort(
    (a, b) => a.socPercent - b.socPercent,
  );
}

/** A car's own limits where it charges at a loadpoint: what it takes at most, and how that falls as it fills. */
export interface CarTaking {
  maxPowerKw: number;
  /** Empty where it takes the same up to the end. */
  taper: TaperPoint[];
}

/**
 * What a car takes at a loadpoint that gives `givenKw`, as far as it was seen; of steps that were never seen the one
 * below counts.
 *
 * @param saidKw what the settings say that it takes, which counts until it was measured; `null` = nothing
 */
export function carTaking(
  { learnedCars }: Pick<ControlState, 'learnedCars'>,
  vehicle: string | null,
  givenKw: number,
  saidKw: number | null = null,
): CarTaking {
  const levels = (vehicle === null ? null : learnedCars[vehicle])?.levels ?? [];
  const unlimited = UNLIMITED_SHARE * givenKw;
  const taper: TaperPoint[] = [];
  for (const { socPercent, powerKw } of levels) {
    const before = taper.at(-1)?.powerKw ?? givenKw;
    const takesKw = Math.min(before, powerKw >= unlimited ? givenKw : powerKw);
    const last = taper.at(-1);
    if (last && last.powerKw === takesKw) last.socPercent = socPercent;
    else taper.push({ socPercent, powerKw: takesKw });
  }
  const [first] = taper;
  // Only what is below 70 % says something of the whole: a car that was only seen nearly full is not slow.
  const knowsFull = levels[0]?.socPercent === FULL_UNTIL_PERCENT;
  const full = knowsFull && first ? first.powerKw : Math.min(givenKw, saidKw ?? givenKw);
  const falling = knowsFull
    ? taper
    : [
        { socPercent: FULL_UNTIL_PERCENT, powerKw: full },
        ...taper.map(({ socPercent, powerKw }) => ({ socPercent, powerKw: Math.min(powerKw, full) })),
      ];
  return { maxPowerKw: full, taper: falling.some(({ powerKw }) => powerKw < full) ? falling : [] };
}

function tenths(powerKw: number): number {
  return Math.round(powerKw * 10) / 10;
}
