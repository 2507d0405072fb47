import type { PlanScenario, Text } from '../../house/index.ts';

/** Probabilities may miss 1 by rounding. */
const ROUNDING = 1e-6;

type Report = (index: number | null, field: string, found: unknown, message: Text) => void;

/**
 * Reports scenarios that cannot be planned against: series that are too short or too long or have unusable values, and
 * probabilities that are none. `index` is the scenario, `null` all of them together.
 */
export function checkScenarios(
  scenarios: readonly PlanScenario[],
  slotCount: number,
  largestKw: number,
  report: Report,
): void {
  for (const [index, scenario] of scenarios.entries()) {
    const { probability } = scenario;
    if (!(probability > 0 && probability <= 1)) {
      report(index, 'probability', probability, {
        de: `probability ist ${probability}; erlaubt ist mehr als 0 bis 1.`,
        en: `probability is ${probability}; allowed is more than 0 to 1.`,
      });
    }
    for (const field of ['loadKw', 'pvKw'] as const) {
      const powers = scenario[field];
      if (powers.length !== slotCount) {
        report(index, field, powers.length, {
          de: `${field} hat ${powers.length} Werte; der Plan hat ${slotCount} Abschnitte.`,
          en: `${field} has ${powers.length} values; the plan has ${slotCount} slots.`,
        });
      }
      const wrong = powers.findIndex((power) => !(power >= 0 && power <= largestKw));
      if (wrong < 0) continue;
      report(index, `${field}[${wrong}]`, powers[wrong], {
        de: `${field}[${wrong}] ist ${powers[wrong]}; erlaubt ist 0 bis ${largestKw}.`,
        en: `${field}[${wrong}] is ${powers[wrong]}; allowed is 0 to ${largestKw}.`,
      });
    }
  }
  const sum = scenarios.reduce((total, { probability }) => total + probability, 0);
  if (scenarios.length > 0 && !(Math.abs(sum - 1) <= ROUNDING)) {
    report(null, 'scenarios', sum, {
      de: `Die Wahrscheinlichkeiten der Szenarien ergeben ${sum} statt 1.`,
      en: `The scenarios' probabilities sum to ${sum} instead of 1.`,
    });
  }
}
