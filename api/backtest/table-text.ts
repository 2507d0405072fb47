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

/** Costs and captures by month as lines of text, with a bar for our capture. */
export function tableLines({ months, total }: BacktestResult): string[] {
  const policies = POLICIES.filter((policy) => total.costEur[policy] !== undefined);
  const captures = (['evcc', 'smartload'] as const).filter((policy) => total.capture[policy] !== undefined);
  const heading = [
    'EUR'.padEnd(9),
    ...policies.map((policy) => NAMES[policy].padStart(WIDTH)),
    ...captures.map((policy) => `${policy} %`.padStart(WIDTH)),
  ].join('');
  const line = (result: MonthResult) => {
    const cells = [
      (result.month ?? 'Σ').padEnd(9),
      ...policies.map((policy) => (result.costEur[policy] ?? 0).toFixed(2).padStart(WIDTH)),
      ...captures.map((policy) => percent(result.capture[policy]).padStart(WIDTH)),
    ].join('');
    return `${cells}  ${bar(result.capture.smartload)}`.trimEnd();
  };
  return [heading, ...months.map(line), line(total)];
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : (100 * share).toFixed(1);
}

function bar(share: number | null | undefined): string {
  return '█'.repeat(Math.round(BAR * Math.min(1, Math.max(0, share ?? 0))));
}
