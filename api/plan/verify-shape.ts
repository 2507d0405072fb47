import type { Plan, PlanBatteryMode, PlanInput, PlanSlot, PlanStatus } from '../house/index.ts';
import type { Report } from './verify.ts';
import { PREFERENCE_COST, PROVEN_GAP } from './weights.ts';

const MODES: readonly (PlanBatteryMode | undefined)[] = [
  undefined,
  'NORMAL',
  'HOLD',
  'CHARGE',
  'HOLD_CHARGE',
];
const STATUSES: readonly PlanStatus[] = ['OPTIMAL', 'FEASIBLE', 'FALLBACK'];

/** Rounding of a gap, currency. */
const GAP_ROUNDING = 1e-6;

/**
 * Whether a plan has every list and object that the other checks look into. The types say so; what another thread sent
 * or a file held may still be anything.
 */
export function isWhole(plan: Plan): boolean {
  return (
    isObject(plan) && areObjects(plan.shortfalls) && areObjects(plan.slots) && plan.slots.every(isWholeSlot)
  );
}

function isWholeSlot({ batteries, cars, loads }: PlanSlot): boolean {
  return areObjects(batteries) && areObjects(cars) && (loads === undefined || areObjects(loads));
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const areObjects = (value: unknown) => Array.isArray(value) && value.every(isObject);

/** Checks that a slot has the devices of the input, in its order and told what they know. */
export function checkDevices(input: PlanInput, slot: PlanSlot, report: Report): void {
  const lists: [{ id: string }[], { id: string }[]][] = [
    [input.batteries, slot.batteries],
    [input.cars, slot.cars],
    [input.loads ?? [], slot.loads ?? []],
  ];
  for (const [given, planned] of lists) {
    report('DEVICES', Math.abs(given.length - planned.length));
    for (const [at, { id }] of given.entries()) report('DEVICES', planned[at]?.id === id ? 0 : 1, id);
  }
  for (const { id, mode } of slot.batteries) report('DEVICES', MODES.includes(mode) ? 0 : 1, id);
}

/** Checks that every value that is no flow is a number, or `null` where it may be unknown. */
export function checkValues({ marginalPricePerKwh, batteries, cars }: PlanSlot, report: Report): void {
  reportUnusable(marginalPricePerKwh, report);
  for (const { id, storedValuePerKwh } of [...batteries, ...cars])
    reportUnusable(storedValuePerKwh ?? null, report, id);
}

/** Checks what a plan says of itself: a plan that is called optimal must be proven to be. */
export function checkVerdict(input: PlanInput, plan: Plan, report: Report): void {
  const { status, gap, selfConsumptionCost, shortfalls } = plan;
  report('PROOF', STATUSES.includes(status) ? 0 : 1);
  reportUnusable(gap, report);
  report('NEGATIVE', -(gap ?? 0));
  if (status === 'OPTIMAL') {
    const provenGap = Math.max(PROVEN_GAP, input.preferenceCost ?? PREFERENCE_COST);
    report('PROOF', (gap ?? Number.POSITIVE_INFINITY) > provenGap + GAP_ROUNDING ? 1 : 0);
  }
  if (!Number.isFinite(selfConsumptionCost)) report('NOT_FINITE', Number.POSITIVE_INFINITY);
  for (const { id, energyKwh } of shortfalls) {
    if (!Number.isFinite(energyKwh)) report('NOT_FINITE', Number.POSITIVE_INFINITY, id);
    report('NEGATIVE', -energyKwh, id);
  }
}

function reportUnusable(value: number | null, report: Report, id: string | null = null): void {
  if (value !== null && !Number.isFinite(value)) report('NOT_FINITE', Number.POSITIVE_INFINITY, id);
}
