import { type Cut, excess, type Term } from '../plan/index.ts';
import type { Draft } from './model.ts';
import type { FlowColumns } from './preferences.ts';
import type { Store } from './task.ts';

/** Less than this is not worth a row, kWh. */
const NOTABLE_KWH = 1e-4;

/** The meetings that this relaxed solution breaks. */
export function violatedMeetings(meetings: readonly Cut[], values: Float64Array): Cut[] {
  return meetings.filter((meeting) => excess(meeting, values) > NOTABLE_KWH);
}

/**
 * What can meet in each step: one store's two directions, and a store that lives on the sun with a car. No rules, but
 * consequences of several, whatever is chosen; in kWh.
 */
export function meetingsOf(draft: Draft, { stores: columns }: FlowColumns): Cut[] {
  const { task, directions, least, exclusive } = draft;
  const found: Cut[] = [];
  task.steps.forEach(({ hours, loadKwh, pvKwh }, t) => {
    const surplusKwh = pvKwh - loadKwh;
    const flows = task.stores.map((store, i) => ({
      store,
      charge: columns[i]?.charge[t] ?? 0,
      discharge: columns[i]?.discharge[t] ?? 0,
    }));
    const less = (column: number): Term => [column, -1];
    for (const { store, charge, discharge } of flows) {
      const charging = exclusive.get(charge);
      if (charging === undefined) continue;
      const others = flows.filter((flow) => flow.store !== store);
      // What must not feed the grid gives no more than the house and others take, and nothing while it charges itself.
      const deficitKwh = Math.max(0, -surplusKwh);
      if (!store.toGrid && deficitKwh < store.maxDischargeKw * hours)
        found.push({
          terms: [[discharge, 1], [charging, deficitKwh], ...others.map((flow) => less(flow.charge))],
          upper: deficitKwh,
        });
      // Likewise what must not draw on it takes no more than the sun and others give, and nothing while it gives itself.
      const sunKwh = Math.max(0, surplusKwh);
      if (!store.fromGrid && sunKwh < store.maxChargeKw * hours)
        found.push({
          terms: [[charge, 1], [charging, -sunKwh], ...others.map((flow) => less(flow.discharge))],
          upper: 0,
        });
    }

    const direction = directions[t];
    if (!direction || direction.mostIn === 0 || direction.mostOut === 0) return;
    const mostKwh = ({ maxChargeKw }: Store) => maxChargeKw * hours;
    const onSun = flows.filter(({ store }) => !store.fromGrid && mostKwh(store) > 0);
    const sunMostKwh = onSun.reduce((sum, { store }) => sum + mostKwh(store), 0);
    if (onSun.length === 0) return;
    for (const { store, charge } of flows) {
      const car = least.get(charge);
      if (!car || !store.fromGrid) continue;
      // Where a car takes at least so much, less of the sun is left, and the rest must not come from the grid.
      const lessKwh = Math.min(sunMostKwh, car.leastKwh - (surplusKwh - sunMostKwh));
      if (lessKwh <= 0) continue;
      found.push({
        terms: [
          ...onSun.map((flow): Term => [flow.charge, 1]),
          [car.on, lessKwh],
          [direction.column, lessKwh - sunMostKwh],
          ...flows.filter((flow) => flow.store !== store).map((flow) => less(flow.discharge)),
        ],
        upper: lessKwh,
      });
    }
  });
  return found;
}
