import { boosted, type Controller, withoutPlanDeletion } from '../control/index.ts';
import {
  type ActionResult,
  type BoostRequest,
  type Capability,
  type Clock,
  type ControlView,
  DAY_MS,
  type DepartureRequest,
  type LoadpointState,
  type LoadpointView,
  type LoopActions,
  MINUTE_MS,
  type Plan,
  type Refusal,
  type Rollout,
  type SiteState,
  type Text,
} from '../house/index.ts';
import { carWishes } from './car-wishes.ts';
import type { Refresher } from './refresh.ts';
import { invalid, NOT_READY, noCar, outOfRange, twoTargets, unknownLoadpoint } from './refusals.ts';
import { timeWishes } from './time-wishes.ts';

export interface ActionDependencies {
  clock: Clock;
  controller: Controller;
  /** The newest reading; `null` before the first. */
  site: () => SiteState | null;
  view: (loadpoint: string) => LoadpointView | null;
  rollout: (capability: Capability) => Rollout | null;
  activateLive: (capability: Capability) => void;
  extendObservation: (capability: Capability, days: number) => void;
  /** Runs a cycle now; its plan, or why there is none. */
  cycle: () => Promise<Plan | Text>;
  refresher: Refresher;
  /** The source of a car's own, by evcc's name. */
  sourceOf: (vehicle: string) => string | null;
  /** What people decided, as it is shown. */
  shown: () => ControlView;
  /** Applies what was asked for without waiting for the next cycle. */
  apply: () => Promise<void>;
}

const DEFAULT_BOOST_MINUTES = 90;
const MAX_BOOST_MINUTES = 24 * 60;
const MAX_OBSERVATION_DAYS = 90;
const MAX_DEPARTURE_DAYS = 7;

/** What people can ask for, checked, stored and carried out. */
export function createActions(
  dependencies: ActionDependencies,
): Omit<LoopActions, 'acceptDeparture' | 'dismissDeparture'> {
  const { clock, controller, site, view, rollout, cycle, apply } = dependencies;

  function car(loadpoint: string): LoadpointState | Refusal {
    const reading = site();
    if (!reading) return NOT_READY;
    const found = reading.loadpoints.find((candidate) => candidate.name === loadpoint);
    if (!found) return unknownLoadpoint(loadpoint, reading);
    if (!found.connected) return noCar(found);
    return found;
  }

  async function changed(loadpoint: string): Promise<ActionResult<LoadpointView>> {
    await apply();
    const value = view(loadpoint);
    return value ? { ok: true, value } : NOT_READY;
  }

  function rolloutResult(capability: Capability): ActionResult<Rollout> {
    const value = rollout(capability);
    return value ? { ok: true, value } : NOT_READY;
  }

  return {
    async activateLive(capability) {
      dependencies.activateLive(capability);
      await apply();
      return rolloutResult(capability);
    },

    async extendObservation(capability, days) {
      if (!Number.isInteger(days) || days < 1 || days > MAX_OBSERVATION_DAYS)
        return outOfRange('days', days, 1, MAX_OBSERVATION_DAYS);
      dependencies.extendObservation(capability, days);
      await apply();
      return rolloutResult(capability);
    },

    async replan() {
      const result = await cycle();
      if ('slots' in result) return { ok: true, value: result };
      return { ok: false, code: 'NOT_READY', field: null, message: result };
    },

    async setDeparture(request) {
      const found = car(request.loadpoint);
      if ('ok' in found) return found;
      const refusal = checkDeparture(request, clock.now());
      if (refusal) return refusal;
      const key = found.vehicleName ?? found.name;
      controller.change((before) => {
        const control = withoutPlanDeletion(before, found.name);
        const { [key]: _before, ...others } = control.departures;
        if (request.departure === null) return { ...control, departures: others };
        const { departure, targetSocPercent, targetEnergyKwh } = request;
        return {
          ...control,
          departures: {
            ...others,
            [key]: { departure, targetSocPercent, targetEnergyKwh, since: clock.now() },
          },
        };
      });
      return changed(request.loadpoint);
    },

    async boost(request) {
      const found = car(request.loadpoint);
      if ('ok' in found) return found;
      const now = clock.now();
      const refusal = checkBoost(request, found, now);
      if (refusal) return refusal;
      const openEnded =
        request.until === null && request.minutes === null && request.targetSocPercent === null;
      const minutes = openEnded ? DEFAULT_BOOST_MINUTES : request.minutes;
      const ends = [request.until, minutes && now + minutes * MINUTE_MS].filter((end) => end !== null);
      const until = ends.length > 0 ? Math.min(...ends) : null;
      const boost = { since: now, until, targetSocPercent: request.targetSocPercent };
      controller.change((control) => boosted(control, found.name, boost));
      return changed(request.loadpoint);
    },

    async cancelBoost(loadpoint) {
      const reading = site();
      if (!reading) return NOT_READY;
      if (!reading.loadpoints.some((candidate) => candidate.name === loadpoint))
        return unknownLoadpoint(loadpoint, reading);
      controller.change((control) => {
        const { [loadpoint]: _ended, ...boosts } = control.boosts;
        return { ...control, boosts };
      });
      return changed(loadpoint);
    },

    ...carWishes({ ...dependencies, car, changed }),
    ...timeWishes(dependencies),

    refreshSource: dependencies.refresher.source,
    refreshSources: dependencies.refresher.sources,
  };
}

function checkDeparture(request: DepartureRequest, now: number): Refusal | null {
  const { departure, targetSocPercent, targetEnergyKwh } = request;
  // Taking the departure back and forgetting the target would be neither of the two things that may be meant.
  if (departure === null && (targetSocPercent !== null || targetEnergyKwh !== null))
    return invalid('departure', {
      de: 'Ein Ziel braucht hier eine Abfahrt. Ein Ziel ohne Abfahrt: setTarget (/rest/set-target). Die Abfahrt zurücknehmen: ohne Abfahrt und ohne Ziel.',
      en: 'A target needs a departure here. A target without one: setTarget (/rest/set-target). To take the departure back: neither departure nor target.',
    });
  if (departure !== null && (departure <= now || departure > now + MAX_DEPARTURE_DAYS * DAY_MS))
    return invalid('departure', {
      de: `Die Abfahrt muss in der Zukunft liegen, höchstens ${MAX_DEPARTURE_DAYS} Tage voraus.`,
      en: `The departure must lie in the future, at most ${MAX_DEPARTURE_DAYS} days ahead.`,
    });
  if (targetSocPercent !== null && !(targetSocPercent >= 0 && targetSocPercent <= 100))
    return outOfRange('targetSocPercent', targetSocPercent, 0, 100);
  if (targetEnergyKwh !== null && !(targetEnergyKwh > 0 && targetEnergyKwh <= 500))
    return outOfRange('targetEnergyKwh', targetEnergyKwh, 0, 500);
  return twoTargets(targetSocPercent, targetEnergyKwh);
}

function checkBoost(request: BoostRequest, loadpoint: LoadpointState, now: number): Refusal | null {
  const { until, minutes, targetSocPercent } = request;
  if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_BOOST_MINUTES))
    return outOfRange('minutes', minutes, 1, MAX_BOOST_MINUTES);
  if (until !== null && (until <= now || until > now + DAY_MS))
    return invalid('until', {
      de: 'Das Ende muss in der Zukunft liegen, höchstens 24 Stunden voraus.',
      en: 'The end must lie in the future, at most 24 hours ahead.',
    });
  if (targetSocPercent === null) return null;
  if (!(targetSocPercent > 0 && targetSocPercent <= 100))
    return outOfRange('targetSocPercent', targetSocPercent, 1, 100);
  if (loadpoint.vehicleSocPercent !== null && targetSocPercent <= loadpoint.vehicleSocPercent)
    return invalid('targetSocPercent', {
      de: `Das Auto hat schon ${Math.round(loadpoint.vehicleSocPercent)} %. Bitte ein höheres Ziel angeben.`,
      en: `The car is at ${Math.round(loadpoint.vehicleSocPercent)}% already. Give a higher target.`,
    });
  if (loadpoint.vehicleSocPercent === null && until === null && minutes === null)
    return invalid('targetSocPercent', {
      de: 'evcc kennt den Ladestand dieses Autos nicht. Bitte ein Ende oder eine Dauer angeben.',
      en: "evcc does not know this car's state of charge. Give an end or a duration instead.",
    });
  return null;
}
