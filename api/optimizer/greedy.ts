import type { ChargeTask, Flows, Store } from './task.ts';

/** A store as it stands in one step. */
interface Standing {
  store: Store;
  index: number;
  storedKwh: number;
  chargeKwh: number;
}

/**
 * A schedule without a solver: charges at once what a demand, a goal or the corridor asks for, stores what is left of
 * the sun, and covers the house from the batteries. Keeps every rule that is not soft.
 */
export function greedyFlows(task: ChargeTask): Flows {
  const { steps, stores, importLimitKw } = task;
  const flows: Flows = { chargeKwh: stores.map(() => []), dischargeKwh: stores.map(() => []) };
  const standings = stores.map(
    (store, index): Standing => ({
      store,
      index,
      storedKwh: store.initialKwh,
      chargeKwh: 0,
    }),
  );
  steps.forEach(({ hours, loadKwh, pvKwh }, t) => {
    let netKwh = loadKwh - pvKwh;
    const limitKwh = importLimitKw === null ? Number.POSITIVE_INFINITY : importLimitKw * hours;
    const charge = (standing: Standing, wantedKwh: number, availableKwh: number) => {
      const freeKwh = Math.min(availableKwh, freeOnCircuits(standing, standings, task, hours));
      standing.chargeKwh = allowedCharge(standing, task, t, wantedKwh, freeKwh);
      netKwh += standing.chargeKwh;
    };
    for (const standing of standings) standing.chargeKwh = 0;
    for (const standing of standings.filter(({ store }) => store.fromGrid))
      charge(standing, askedFor(standing, t), limitKwh - netKwh);
    for (const standing of standings)
      if (netKwh < 0 && standing.chargeKwh === 0) charge(standing, -netKwh, -netKwh);
    for (const { store, index, storedKwh, chargeKwh } of standings) {
      const availableKwh = Math.max(0, storedKwh - store.minKwh) * store.dischargeEfficiency;
      const mostKwh = Math.min(store.maxDischargeKw * hours, availableKwh, Math.max(0, netKwh));
      const dischargeKwh = chargeKwh > 0 ? 0 : mostKwh;
      netKwh -= dischargeKwh;
      flows.chargeKwh[index]?.push(chargeKwh);
      flows.dischargeKwh[index]?.push(dischargeKwh);
    }
    for (const standing of standings) {
      const out = flows.dischargeKwh[standing.index]?.[t] ?? 0;
      const { chargeEfficiency, dischargeEfficiency } = standing.store;
      standing.storedKwh += standing.chargeKwh * chargeEfficiency - out / dischargeEfficiency;
    }
  });
  return flows;
}

/** What the circuits of a store leave it in a step of this length, kWh. */
function freeOnCircuits(
  { index }: Standing,
  standings: readonly Standing[],
  { circuits }: ChargeTask,
  hours: number,
): number {
  let freeKwh = Number.POSITIVE_INFINITY;
  for (const { stores, maxChargeKw } of circuits) {
    if (!stores.includes(index)) continue;
    const takenKwh = stores.reduce(
      (sum, at) => sum + (at === index ? 0 : (standings[at]?.chargeKwh ?? 0)),
      0,
    );
    freeKwh = Math.min(freeKwh, maxChargeKw * hours - takenKwh);
  }
  return freeKwh;
}

/** What must be charged in this step, kWh, whatever it costs. */
function askedFor({ store, storedKwh }: Standing, t: number): number {
  const goalKwh = Math.max(store.minKwh, ...store.goalKwh.slice(Math.max(1, t)));
  return Math.max(store.demandKwh[t] ?? 0, (goalKwh - storedKwh) / store.chargeEfficiency);
}

/** What can be charged of that, kWh: nothing, or at least the least power. */
function allowedCharge(
  { store, storedKwh }: Standing,
  { steps }: ChargeTask,
  t: number,
  wantedKwh: number,
  availableKwh: number,
): number {
  const hours = steps[t]?.hours ?? 0;
  const leastKwh = store.minChargeKw * hours;
  const roomKwh = (store.maxKwh - storedKwh) / store.chargeEfficiency;
  if (wantedKwh <= 0 || roomKwh <= 0) return 0;
  const mostKwh = Math.min(store.maxChargeKw * hours, roomKwh, availableKwh);
  // A demand may fill a store up with less than the least power.
  const fillsUp = (store.demandKwh[t] ?? 0) > 0 && mostKwh === roomKwh;
  if (mostKwh < leastKwh) return fillsUp && roomKwh <= leastKwh ? roomKwh : 0;
  return Math.min(mostKwh, Math.max(wantedKwh, leastKwh));
}
