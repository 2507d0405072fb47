import { parseArgs } from 'node:util';
import type { Text } from '../house/index.ts';
import { createSavings, type Savings } from '../loop/index.ts';
import { explainDay, POLICY_NAMES } from '../savings/index.ts';
import { openKeptHistory } from './kept-history.ts';

/**
 * What measured days cost beside what they would have cost otherwise, from what the house keeps, also while the server
 * runs: `npm run savings -- --from 2026-05-01 --to 2026-05-31`, and `--day 2026-05-01 --explain` with every step.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      day: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      explain: { type: 'boolean', default: false },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
    },
  });
  const from = date('--from', values.day ?? values.from ?? '0000-01-01');
  const to = date('--to', values.day ?? values.to ?? '9999-12-31');
  const store = openKeptHistory(values);
  try {
    // What was measured last is the present: a virtual house may be ahead of the world, a copied folder is behind it.
    const newest = store.quarterHours(0, Number.MAX_SAFE_INTEGER).at(-1)?.end ?? 0;
    const savings = createSavings(store, () => newest);
    if (values.day !== undefined && values.explain) explain(savings, values.day);
    else report(savings, from, to);
  } finally {
    store.close();
  }
}

function explain(savings: Savings, day: string): void {
  const compared = savings.day(day);
  const timeZone = savings.timeZone();
  if (!compared || !timeZone)
    throw new Error(
      `--day ${day}: dieser Tag ist nicht vollständig gemessen / this day was not measured completely.`,
    );
  for (const line of explainDay(compared, 'EUR', timeZone)) console.log(line);
}

function report(savings: Savings, from: string, to: string): void {
  const { days, waiting, unsettled, ...totals } = savings.report(from, to);
  for (const { date: day, measured, missingQuarters, policies } of days) {
    const others = policies.map(({ policy, cost }) => `${POLICY_NAMES[policy].de} ${money(cost.cost)}`);
    console.log(
      measured
        ? [day, money(measured.cost), ...others].join(' · ')
        : `${day} · ${missingQuarters} Viertelstunden fehlen / quarters missing`,
    );
  }
  if (unsettled) console.log(both(unsettled));
  if (waiting) console.log(both(waiting));
  for (const { policy, cost, difference, uncertainty, covers } of totals.differences) {
    console.log(
      `${both(POLICY_NAMES[policy])}: ${money(cost)} · ${money(difference)} ± ${money(uncertainty)}`,
    );
    console.log(`  ± ${both(covers)}`);
  }
  console.log(JSON.stringify(totals));
}

function both({ de, en }: Text): string {
  return `${de} / ${en}`;
}

function date(option: string, text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new Error(`${option} ${text}: a date like 2026-05-01 is needed.`);
  return text;
}

function money(value: number): string {
  return value.toFixed(2);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
