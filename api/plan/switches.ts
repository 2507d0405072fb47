import type { Term } from './problem.ts';

/** A yes/no decision of the model: a 0/1 column with what it steers. All numbers are column indices unless named. */
export type Switch =
  /** 1 = the car charges with at least its minimum power, and these batteries are locked while it does. */
  | { kind: 'CAR'; column: number; power: number; minKw: number; maxKw: number; locked: Locked | null }
  /** 1 = batteries charge, 0 = they discharge. */
  | { kind: 'DIRECTION'; column: number; charges: number[]; discharges: number[] }
  /** 1 = import, 0 = export. */
  | { kind: 'METER'; column: number; imports: number[]; export: number }
  /** 1 = cars or loads take more than the sun gives, so batteries that must not feed the grid may help. */
  | { kind: 'DEFICIT'; column: number; cars: number[]; discharges: number[]; surplusKw: number }
  /** 1 = something of the sun is left, so batteries that live on it may charge. */
  | { kind: 'SURPLUS'; column: number; users: number[]; charges: number[]; surplusKw: number }
  /** 1 = the store ends the slot above its corridor, so that it does not charge: what has left that does not come back. */
  | { kind: 'ABOVE'; column: number; charge: number; aboveKwh: number }
  /** 1 = the store has reached its reserve, or its minimum, by the end of the slot, so that it may give from then on. */
  | { kind: 'RESERVE'; column: number; belowKwh: number; fallen: number[] }
  /** 1 = so much is in that what a person has charge need not charge on. */
  | {
      kind: 'FULL';
      column: number;
      power: number;
      maxKw: number;
      filled: readonly Term[];
      fullKwh: number;
    }
  /** 1 = the car comes back from a trip empty, having charged elsewhere what it lacked; 0 = it lacked nothing. */
  | { kind: 'EMPTY'; column: number; elsewhere: number; charged: readonly Term[]; lackKwh: number }
  /** 1 = a load begins its block here; at most one of its group is. */
  | { kind: 'START'; column: number; group: number[]; powerKw: number };

/** Batteries that give nothing while a car charges. */
export interface Locked {
  discharges: number[];
  /**
   * What they can give on average all the same, since the car charges for a part of the slot only: no more than each of
   * these, `kw` and what the terms add to it.
   */
  most: { kw: number; terms: readonly Term[] }[];
}

/** 0 = off, 1 = on; each kind says what that means. */
export type Position = 0 | 1;

const NEGLIGIBLE_KW = 1e-6;

function total(columns: readonly number[], values: Float64Array): number {
  return columns.reduce((sum, column) => sum + (values[column] ?? 0), 0);
}

/** What is left of an energy after these terms, kWh. */
function restKwh(kwh: number, terms: readonly Term[], values: Float64Array): number {
  return terms.reduce((rest, [column, factor]) => rest - factor * (values[column] ?? 0), kwh);
}

/** What locked batteries give beyond what they can, kW; at most 0 if they do not. */
function givenWhileLockedKw({ discharges, most }: Locked, values: Float64Array): number {
  const mostKw = most.map(({ kw, terms }) =>
    terms.reduce((sum, [column, factor]) => sum + factor * (values[column] ?? 0), kw),
  );
  return total(discharges, values) - Math.min(...mostKw);
}

/** The flows that are surely nothing in a position. */
export function idleAt(item: Switch, position: Position): readonly number[] {
  switch (item.kind) {
    case 'CAR':
      return position === 0 ? [item.power] : [];
    case 'DIRECTION':
      return position === 1 ? item.discharges : item.charges;
    case 'METER':
      return position === 1 ? [item.export] : item.imports;
    case 'ABOVE':
      return [position === 1 ? item.charge : item.aboveKwh];
    case 'EMPTY':
      return position === 0 ? [item.elsewhere] : [];
    default:
      return [];
  }
}

/** By how much the flows of a relaxed solution break the rule behind this switch, kW; at most 0 if they do not. */
export function breachKw(item: Switch, values: Float64Array): number {
  switch (item.kind) {
    case 'CAR': {
      const powerKw = values[item.power] ?? 0;
      const givenKw = item.locked && powerKw > NEGLIGIBLE_KW ? givenWhileLockedKw(item.locked, values) : 0;
      return Math.max(givenKw, Math.min(powerKw, item.minKw - powerKw));
    }
    case 'DIRECTION':
      return Math.min(total(item.charges, values), total(item.discharges, values));
    case 'METER':
      return Math.min(total(item.imports, values), values[item.export] ?? 0);
    case 'ABOVE':
      return Math.min(values[item.charge] ?? 0, values[item.aboveKwh] ?? 0);
    case 'RESERVE': {
      const belowKwh = (values[item.belowKwh] ?? 0) - total(item.fallen, values);
      return Math.min(belowKwh, values[item.column] ?? 0);
    }
    case 'FULL':
      return Math.min(item.maxKw - (values[item.power] ?? 0), restKwh(item.fullKwh, item.filled, values));
    case 'EMPTY': {
      const elsewhereKwh = values[item.elsewhere] ?? 0;
      return Math.min(elsewhereKwh, elsewhereKwh - restKwh(item.lackKwh, item.charged, values));
    }
    case 'DEFICIT':
      return total(item.discharges, values) - Math.max(0, total(item.cars, values) - item.surplusKw);
    case 'SURPLUS':
      return total(item.charges, values) - Math.max(0, item.surplusKw - total(item.users, values));
    case 'START': {
      const begun = values[item.column] ?? 0;
      return item.powerKw * Math.min(begun, 1 - begun);
    }
  }
}

/** Whether the flows leave it open where the switch stands. If not, they say it. */
export function isOpen(item: Switch, values: Float64Array): boolean {
  return breachKw(item, values) > NEGLIGIBLE_KW;
}

/** Where the switch stands by these flows, or should stand if they leave it open. */
export function impliedPosition(item: Switch, values: Float64Array): Position {
  switch (item.kind) {
    case 'CAR':
      return (values[item.power] ?? 0) >= Math.max(item.minKw / 2, NEGLIGIBLE_KW) ? 1 : 0;
    case 'DIRECTION':
      return total(item.charges, values) > total(item.discharges, values) ? 1 : 0;
    case 'METER':
      return total(item.imports, values) > (values[item.export] ?? 0) ? 1 : 0;
    case 'ABOVE':
      return (values[item.aboveKwh] ?? 0) > NEGLIGIBLE_KW ? 1 : 0;
    case 'RESERVE':
      return (values[item.belowKwh] ?? 0) - total(item.fallen, values) > NEGLIGIBLE_KW ? 0 : 1;
    case 'FULL':
      return restKwh(item.fullKwh, item.filled, values) > NEGLIGIBLE_KW ? 0 : 1;
    case 'EMPTY':
      return restKwh(item.lackKwh, item.charged, values) > NEGLIGIBLE_KW ? 1 : 0;
    case 'DEFICIT':
      return total(item.discharges, values) > NEGLIGIBLE_KW && total(item.cars, values) > item.surplusKw
        ? 1
        : 0;
    case 'SURPLUS':
      return total(item.charges, values) > NEGLIGIBLE_KW && total(item.users, values) < item.surplusKw
        ? 1
        : 0;
    case 'START': {
      const most = Math.max(...item.group.map((column) => values[column] ?? 0));
      const likeliest = item.group.find((column) => (values[column] ?? 0) === most);
      return most > NEGLIGIBLE_KW && likeliest === item.column ? 1 : 0;
    }
  }
}

/** So close to a whole number a switch stands there. */
export const WHOLE = 1e-6;

/** Where a solution has the switch: its own column says so where that is whole, its flows where it is not. */
export function positionIn(item: Switch, values: Float64Array): Position {
  const at = values[item.column] ?? 0;
  if (at <= WHOLE) return 0;
  return at >= 1 - WHOLE ? 1 : impliedPosition(item, values);
}
