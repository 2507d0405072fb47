import { POLICIES, type PolicyName } from './policy.ts';
import type { BacktestResult } from './report.ts';

const COLORS: Record<PolicyName, string> = {
  none: '#b8b8b8',
  selfConsumption: '#e0a030',
  evcc: '#3a7bd5',
  smartload: '#1f9d55',
  perfect: '#7a4fbf',
};
const BAR = 14;
const GAP = 24;
const HEIGHT = 260;
const MARGIN = 50;

/** The cost of each policy in each month as bars, as an SVG file. */
export function costChart({ months, total }: BacktestResult): string {
  const policies = POLICIES.filter((policy) => total.costEur[policy] !== undefined);
  const values = months.flatMap(({ costEur }) => policies.map((policy) => costEur[policy] ?? 0));
  const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)];
  const y = (value: number) => MARGIN + (HEIGHT * (high - value)) / (high - low);
  const groupWidth = policies.length * BAR + GAP;
  const width = 2 * MARGIN + months.length * groupWidth;
  const bars = months.flatMap(({ month, costEur }, group) => {
    const left = MARGIN + group * groupWidth;
    return [
      ...policies.map((policy, index) => {
        const value = costEur[policy] ?? 0;
        const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
        return `<rect x="${left + index * BAR}" y="${top.toFixed(1)}" width="${BAR - 2}" height="${(bottom - top).toFixed(1)}" fill="${COLORS[policy]}"><title>${month} ${policy}: ${value.toFixed(2)} EUR</title></rect>`;
      }),
      `<text x="${left + (groupWidth - GAP) / 2}" y="${HEIGHT + MARGIN + 20}" text-anchor="middle">${month}</text>`,
    ];
  });
  const legend = policies.map(
    (policy, index) =>
      `<text x="${MARGIN + index * 110}" y="20" fill="${COLORS[policy]}">■ ${policy} ${(total.costEur[policy] ?? 0).toFixed(2)}</text>`,
  );
  const axis = [low, high].map(
    (value) =>
      `<text x="${MARGIN - 6}" y="${y(value).toFixed(1)}" text-anchor="end">${value.toFixed(0)}</text>`,
  );
  const size = `width="${Math.max(width, MARGIN + policies.length * 110)}" height="${HEIGHT + 2 * MARGIN}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="11">`,
    '<rect width="100%" height="100%" fill="white"/>',
    ...legend,
    ...axis,
    ...bars,
    '</svg>',
    '',
  ].join('\n');
}
