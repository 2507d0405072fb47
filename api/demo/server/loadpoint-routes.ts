import type { ChargeMode, Instant } from '../../house/index.ts';
import {
  chargingPlan,
  effectivePlan,
  knownCar,
  type LoadpointMemory,
  type LoadpointSettings,
  planPowerKw,
  requiredMs,
} from '../evcc/index.ts';
import { CARS, rfc3339, socPercent } from '../plant/index.ts';
import type { Json } from './json.ts';
import { publishedMode } from './loadpoint-json.ts';
import { strategyOf } from './plan-body.ts';
import {
  BOOLEAN,
  bad,
  INT,
  isTrue,
  NUMBER,
  notOf,
  ok,
  type Route,
  type RouteAnswer,
  type RouteContext,
  type RouteRequest,
  route,
  TIME,
} from './route.ts';

/** A charge mode as `version` writes it; `null` = unknown. */
export function modeOf(word: string, smart: boolean): ChargeMode | null {
  if (word === 'off' || word === 'pv' || word === 'minpv' || word === 'now') return word;
  return word === 'smart' && smart ? 'pv' : null;
}

type NumberKey = {
  [K in keyof LoadpointSettings]: LoadpointSettings[K] extends number ? K : never;
}[keyof LoadpointSettings];

/** Everything below `/loadpoints/{id}`, where id counts from 1. */
export function loadpointRoutes(context: RouteContext): Route[] {
  const { simulation, traits, now } = context;
  const { state } = simulation;

  /** A route of a loadpoint; without it, or while evcc starts, there is no such page. */
  function lp(
    method: Route['method'],
    path: string,
    answer: (loadpoint: LoadpointMemory, args: string[], request: RouteRequest) => RouteAnswer,
  ): Route {
    return route(
      method,
      `/loadpoints/([1-9]\\d*)/${path}`,
      (request) => {
        const [id, ...args] = request.args;
        const loadpoint = state.evcc.loadpoints[Number(id) - 1];
        if (!loadpoint || now() < state.startingUntil) return { status: 'no such page' };
        return answer(loadpoint, args, request);
      },
      { controls: method !== 'GET' },
    );
  }

  /** A number that is simply kept. */
  function kept(path: string, key: NumberKey, pattern = NUMBER): Route {
    return lp('POST', `${path}/${pattern}`, ({ settings }, args) => {
      const value = Number(args[0]);
      Object.assign(settings, { [key]: value });
      return ok(value);
    });
  }

  function delay(path: string, key: 'enableDelayS' | 'disableDelayS'): Route {
    return lp('POST', `${path}/delay/${INT}`, ({ settings }, args) => {
      settings[key] = Number(args[0]);
      return ok(settings[key] * 1e9);
    });
  }

  function limit(path: string, key: 'smartCostLimit' | 'smartFeedInPriorityLimit'): Route[] {
    return [
      lp('POST', `${path}/${NUMBER}`, ({ settings }, args) => {
        settings[key] = Number(args[0]);
        return ok(settings[key]);
      }),
      lp('DELETE', path, ({ settings }) => {
        settings[key] = null;
        return ok(null);
      }),
    ];
  }

  function setMode({ settings }: LoadpointMemory, word: string): RouteAnswer {
    const mode = modeOf(word, traits.smartMode);
    if (!mode) return notOf(word, 'ChargeMode');
    settings.mode = mode;
    settings.alwaysChargeOnce = false;
    if (mode === 'off' || mode === 'now') settings.batteryBoost = false;
    return ok(traits.smartMode ? (publishedMode(mode).mode ?? mode) : mode);
  }

  function setPhases(index: string | undefined, { settings }: LoadpointMemory): RouteAnswer {
    const phases = Number(index);
    if (phases !== 0 && phases !== 1 && phases !== 3) return bad(`invalid number of phases: ${phases}`);
    settings.phasesConfigured = phases;
    return ok(phases);
  }

  function setBoost({ settings }: LoadpointMemory, on: boolean): RouteAnswer {
    if (on && settings.mode !== 'pv' && settings.mode !== 'minpv') {
      return bad('battery boost is only available in PV modes');
    }
    settings.batteryBoost = on;
    return ok(on);
  }

  function alwaysCharge({ settings }: LoadpointMemory, word: string): RouteAnswer {
    if (settings.mode === 'pv' || settings.mode === 'minpv') settings.mode = word === 'on' ? 'minpv' : 'pv';
    settings.alwaysChargeOnce = word === 'once';
    return ok(word);
  }

  function energyPlan({ settings }: LoadpointMemory, energyKwh: number, time: Instant): RouteAnswer {
    if (time < now()) return bad('timestamp is in the past');
    settings.planEnergyKwh = energyKwh;
    settings.planTime = time;
    return ok({ energy: energyKwh, time: rfc3339(time) });
  }

  /** How evcc would charge towards a goal; without one towards the plan that is set. */
  function plan(
    loadpoint: LoadpointMemory,
    preview: { soc: number; energyKwh: number; time: Instant } | null,
  ): Json {
    const index = state.evcc.loadpoints.indexOf(loadpoint);
    const carState = state.plant.cars[index];
    const { vehicle: name } = loadpoint.run;
    const car = knownCar(name);
    const vehicle = name === null ? null : (state.evcc.vehicles[name] ?? null);
    const maxPowerKw = planPowerKw(loadpoint, car);
    const rates = simulation.tariffs.rates('planner', now());
    const strategy = vehicle?.planStrategy ?? loadpoint.settings.planStrategy;
    const goal = preview
      ? { id: 1, time: preview.time, soc: preview.soc, strategy }
      : effectivePlan({ now: now(), loadpoint, vehicle });
    const wanted = preview
      ? { ...loadpoint, settings: { ...loadpoint.settings, planEnergyKwh: preview.energyKwh } }
      : loadpoint;
    const soc = car && carState ? socPercent(carState, car) : null;
    const durationMs = goal
      ? requiredMs({ now: now(), loadpoint: wanted, vehicle, car, socPercent: soc, maxPowerKw, rates }, goal)
      : 0;
    const slots = goal ? chargingPlan(now(), durationMs, goal.time, rates, goal.strategy) : [];
    return {
      ...(preview ? {} : { planId: goal?.id ?? 0 }),
      planTime: goal ? rfc3339(goal.time) : null,
      duration: Math.round(durationMs / 1000),
      plan: slots.map(({ start, end, value }) => ({ start: rfc3339(start), end: rfc3339(end), value })),
      power: Math.round(maxPowerKw * 1000),
    };
  }

  return [
    lp('POST', 'mode/([a-z]+)', (loadpoint, args) => setMode(loadpoint, args[0] ?? '')),
    kept('limitsoc', 'limitSoc', INT),
    kept('limitenergy', 'limitEnergyKwh'),
    kept('mintemp', 'minSoc', INT),
    kept('priority', 'priority', INT),
    kept('enable/threshold', 'enableThresholdW'),
    kept('disable/threshold', 'disableThresholdW'),
    delay('enable', 'enableDelayS'),
    delay('disable', 'disableDelayS'),
    lp('POST', `mincurrent/${NUMBER}`, ({ settings }, args) => {
      const current = Number(args[0]);
      if (current > settings.maxCurrentA) return bad('min current must be smaller or equal than max current');
      settings.minCurrentA = current;
      return ok(current);
    }),
    lp('POST', `maxcurrent/${NUMBER}`, ({ settings }, args) => {
      const current = Number(args[0]);
      if (current < settings.minCurrentA) return bad('max current must be larger or equal than min current');
      settings.maxCurrentA = current;
      return ok(current);
    }),
    lp('POST', `phases/${INT}`, (loadpoint, args) => setPhases(args[0], loadpoint)),
    ...limit('smartcostlimit', 'smartCostLimit'),
    ...limit('smartfeedinprioritylimit', 'smartFeedInPriorityLimit'),
    lp('POST', `batteryboost/${BOOLEAN}`, (loadpoint, args) => setBoost(loadpoint, isTrue(args[0]))),
    kept('batteryboostlimit', 'batteryBoostLimit', INT),
    ...(traits.smartMode
      ? [
          lp('POST', 'alwayscharge/(off|on|once)', (loadpoint, args) =>
            alwaysCharge(loadpoint, args[0] ?? 'off'),
          ),
        ]
      : []),
    lp('POST', 'vehicle/([^/]+)', ({ run }, args) => {
      const car = CARS.find(({ name }) => name === args[0]);
      if (!car) return bad(`vehicle not found: ${args[0]}`);
      if (run.connected) run.vehicle = car.name;
      return ok({ vehicle: car.title });
    }),
    lp('DELETE', 'vehicle', ({ run }) => {
      run.vehicle = null;
      return ok({});
    }),
    lp('PATCH', 'vehicle', (loadpoint) => {
      const car = CARS[state.evcc.loadpoints.indexOf(loadpoint)];
      if (car && loadpoint.run.connected) loadpoint.run.vehicle = car.name;
      return ok({});
    }),
    lp('GET', 'plan', (loadpoint) => ok(plan(loadpoint, null))),
    lp('GET', `plan/static/preview/soc/${INT}/${TIME}`, (loadpoint, args) => {
      if (loadpoint.run.vehicle === null) return bad('soc planning not available');
      return ok(plan(loadpoint, { soc: Number(args[0]), energyKwh: 0, time: Date.parse(args[1] ?? '') }));
    }),
    lp('GET', `plan/static/preview/energy/${NUMBER}/${TIME}`, (loadpoint, args) => {
      if (loadpoint.run.vehicle !== null) return bad('energy planning not available');
      return ok(plan(loadpoint, { soc: 0, energyKwh: Number(args[0]), time: Date.parse(args[1] ?? '') }));
    }),
    lp('POST', `plan/energy/${NUMBER}/${TIME}`, (loadpoint, args) =>
      energyPlan(loadpoint, Number(args[0]), Date.parse(args[1] ?? '')),
    ),
    lp('DELETE', 'plan/energy', ({ settings }) => {
      settings.planEnergyKwh = 0;
      settings.planTime = null;
      return ok({});
    }),
    ...(traits.planStrategy
      ? [
          lp('POST', 'plan/strategy', ({ settings }, _args, { body }) => {
            const strategy = strategyOf(body);
            if (!strategy) return bad('invalid plan strategy');
            settings.planStrategy = strategy;
            return ok({ continuous: strategy.continuous, precondition: strategy.preconditionS });
          }),
        ]
      : []),
  ];
}
