import type { VehicleSettings } from '../evcc/index.ts';
import { rfc3339 } from '../plant/index.ts';
import { publishedMode } from './loadpoint-json.ts';
import { modeOf } from './loadpoint-routes.ts';
import { repeatingPlansOf, strategyOf } from './plan-body.ts';
import {
  bad,
  INT,
  notOf,
  ok,
  type Route,
  type RouteAnswer,
  type RouteContext,
  type RouteRequest,
  route,
  TIME,
} from './route.ts';

/** Everything below `/vehicles/{name}`; the car need not be there. */
export function vehicleRoutes({ simulation, traits, now }: RouteContext): Route[] {
  const { vehicles } = simulation.state.evcc;

  function car(
    method: Route['method'],
    path: string,
    answer: (vehicle: VehicleSettings, args: string[], request: RouteRequest) => RouteAnswer,
  ): Route {
    return route(
      method,
      `/vehicles/([^/]+)/${path}`,
      (request) => {
        const [name = '', ...args] = request.args;
        const vehicle = vehicles[name];
        return vehicle ? answer(vehicle, args, request) : bad(`vehicle not found: ${name}`);
      },
      { controls: true },
    );
  }

  return [
    car('POST', 'mode/([a-z]+)', (vehicle, args) => {
      const mode = modeOf(args[0] ?? '', traits.smartMode);
      if (!mode) return notOf(args[0] ?? '', 'ChargeMode');
      vehicle.mode = mode;
      return ok({ mode: traits.smartMode ? (publishedMode(mode).mode ?? mode) : mode });
    }),
    car('DELETE', 'mode', (vehicle) => {
      vehicle.mode = null;
      return ok({});
    }),
    car('POST', `minsoc/${INT}`, (vehicle, args) => {
      vehicle.minSoc = Number(args[0]);
      return ok({ soc: vehicle.minSoc });
    }),
    car('POST', `limitsoc/${INT}`, (vehicle, args) => {
      vehicle.limitSoc = Number(args[0]);
      return ok({ soc: vehicle.limitSoc });
    }),
    car('POST', `plan/soc/${INT}/${TIME}`, (vehicle, args, { query }) => {
      const plan = { soc: Number(args[0]), time: Date.parse(args[1] ?? '') };
      if (Number.isNaN(plan.time)) return bad(`invalid time: ${args[1]}`);
      if (plan.time < now()) return bad('timestamp is in the past');
      vehicle.plan = plan;
      const preconditionS = Number(query.get('precondition') ?? Number.NaN);
      if (!traits.planStrategy && preconditionS >= 0)
        vehicle.planStrategy = { continuous: false, preconditionS };
      return ok({ soc: plan.soc, time: rfc3339(plan.time) });
    }),
    car('DELETE', 'plan/soc', (vehicle) => {
      vehicle.plan = null;
      return ok({});
    }),
    car('POST', 'plan/repeating', (vehicle, _args, { body }) => {
      const plans = repeatingPlansOf(body);
      if (!plans) return bad('invalid repeating plans');
      vehicle.repeatingPlans = plans;
      return ok(plans.map((plan) => ({ ...plan })));
    }),
    ...(traits.planStrategy
      ? [
          car('POST', 'plan/strategy', (vehicle, _args, { body }) => {
            const strategy = strategyOf(body);
            if (!strategy) return bad('invalid plan strategy');
            vehicle.planStrategy = strategy;
            return ok({ continuous: strategy.continuous, precondition: strategy.preconditionS });
          }),
        ]
      : []),
    ...(traits.smartMode
      ? [
          car('POST', 'alwayscharge/(off|on)', (vehicle, args) => {
            vehicle.mode = args[0] === 'on' ? 'minpv' : 'pv';
            return ok(args[0] ?? 'off');
          }),
          car('DELETE', 'alwayscharge', (vehicle) => {
            vehicle.mode = null;
            return ok({});
          }),
        ]
      : []),
  ];
}
