import type { PlanInput } from '../house/index.ts';
import type { PlanInputProblem } from './check-input.ts';

/** The longest horizon, slots: three weeks of quarters. More would keep a small computer busy for minutes. */
export const MOST_SLOTS = 2016;

type Part = PlanInputProblem['part'];

interface ListShape {
  name:
    | 'slots'
    | 'batteries'
    | 'cars'
    | 'loads'
    | 'peakPrices'
    | 'scenarios'
    | 'spread'
    | 'fixed'
    | 'quietHours'
    | 'waiting'
    | 'forced';
  part: Part;
  /** Fields of its items that are lists, or lists of objects, or objects. */
  lists: readonly string[];
  objectLists: readonly string[];
  objects: readonly string[];
}

const LISTS: readonly ListShape[] = [
  { name: 'slots', part: 'SLOT', lists: [], objectLists: [], objects: [] },
  { name: 'batteries', part: 'BATTERY', lists: [], objectLists: ['taper'], objects: [] },
  { name: 'cars', part: 'CAR', lists: [], objectLists: ['taper', 'absences'], objects: [] },
  { name: 'loads', part: 'LOAD', lists: [], objectLists: [], objects: [] },
  { name: 'peakPrices', part: 'PEAK_PRICE', lists: [], objectLists: [], objects: [] },
  { name: 'scenarios', part: 'SCENARIO', lists: ['loadKw', 'pvKw'], objectLists: [], objects: [] },
  { name: 'spread', part: 'SPREAD', lists: [], objectLists: [], objects: ['load', 'pv'] },
  { name: 'fixed', part: 'FIXED', lists: [], objectLists: [], objects: [] },
  { name: 'quietHours', part: 'QUIET_HOURS', lists: [], objectLists: [], objects: [] },
  { name: 'waiting', part: 'WAITING', lists: [], objectLists: [], objects: [] },
  { name: 'forced', part: 'FORCED', lists: [], objectLists: [], objects: [] },
];
const OPTIONAL: readonly string[] = [
  'loads',
  'peakPrices',
  'scenarios',
  'spread',
  'absences',
  'fixed',
  'quietHours',
  'waiting',
  'forced',
];

/**
 * Every list or object that is missing or something else, so that the values in the others can be looked at. The types
 * forbid all of it; what was read from a file or came from another program may still be so.
 */
export function checkShape(input: PlanInput): PlanInputProblem[] {
  const problems: PlanInputProblem[] = [];
  const report = (part: Part, index: number | null, field: string, found: unknown, wanted: Wanted) => {
    const { de, en } = WANTED[wanted];
    problems.push({
      part,
      index,
      field,
      found,
      message: {
        de: `${field} ist ${kindOf(found)} statt ${de}.`,
        en: `${field} is ${kindOf(found)}, not ${en}.`,
      },
    });
  };
  if (!isObject(input)) {
    report('INPUT', null, 'input', input, 'OBJECT');
    return problems;
  }
  for (const { name, part, lists, objectLists, objects } of LISTS) {
    const list: unknown = input[name];
    if (list === undefined && OPTIONAL.includes(name)) continue;
    if (!Array.isArray(list)) {
      report('INPUT', null, name, list, 'LIST');
      continue;
    }
    for (const [index, item] of list.entries()) {
      if (!isObject(item)) {
        report(part, index, name, item, 'OBJECT');
        continue;
      }
      for (const field of objects)
        if (!isObject(item[field])) report(part, index, field, item[field], 'OBJECT');
      for (const field of [...lists, ...objectLists]) {
        const values = item[field];
        if (values === undefined && OPTIONAL.includes(field)) continue;
        if (!Array.isArray(values)) report(part, index, field, values, 'LIST');
        else if (objectLists.includes(field) && !values.every(isObject))
          report(part, index, field, null, 'OBJECT');
      }
    }
  }
  return problems;
}

type Wanted = 'LIST' | 'OBJECT';

const WANTED: Record<Wanted, { de: string; en: string }> = {
  LIST: { de: 'einer Liste', en: 'a list' },
  OBJECT: { de: 'eines Objekts', en: 'an object' },
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function kindOf(value: unknown): string {
  return value === null || value === undefined ? String(value) : typeof value;
}
