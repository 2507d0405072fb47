import { inputLines } from './input-lines.ts';
import { POLICIES, type PolicyName } from './policy.ts';
import type { BacktestResult, MonthResult } from './report.ts';

const NAMES: Record<PolicyName, string> = {
  none: 'ohne/none',
  selfConsumption: 'Eigenverbr.',
  evcc: 'evcc',
  smartload: 'smartload',
  perfect: 'perfekt',
};
const WIDTH = 12;
const BAR = 40;

/** Costs and captures by month as lines of text, with a bar for our capture, and what was not there of the files. */
export function tableLines(result: BacktestResult): string[] {
  const { months, total } = result;
  const policies = POLICIES.filter((policy) => total.costEur[policy] !== undefined);
  const captures = (['evcc', 'smartload'] as const).filter((policy) => total.capture[policy] !== undefined);
  const heading = [
    'EUR'.padEnd(9),
    ...policies.map((policy) => NAMES[policy].padStart(WIDTH)),
    ...captures.map((policy) => `${policy} %`.padStart(WIDTH)),
  ].join('');
  const line = (row: MonthResult) => {
    const cells = [
      (row.month ?? 'Σ').padEnd(9),
      ...policies.map((policy) => (row.costEur[policy] ?? 0).toFixed(2).padStart(WIDTH)),
      ...captures.map((policy) => percent(row.capture[policy]).padStart(WIDTH)),
    ].join('');
    return `${cells}  ${bar(row.capture.smartload)}`.trimEnd();
  };
  return [heading, ...months.map(line), line(total), ...inputLines(result)];
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : (100 * share).toFixed(1);
}

function bar(share: number | null | undefined): string {
  return '█'.repeat(Math.round(BAR * Math.min(1, Math.max(0, share ?? 0))));
}
