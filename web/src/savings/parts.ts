import type { SavingsDayQuery, SavingsReportQuery, SkillPartsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { shownDifference } from '../shared/difference.ts';
import { createChoice } from '../shared/kept.ts';

export const Savings = graphql(`
  query SavingsReport($from: String!, $to: String!) {
    savings(from: $from, to: $to) {
      __typename
      ... on SavingsReport {
        completeDays
        leftOutDays
        cost
        waiting { de en }
        unsettled { de en }
        observing { capability message { de en } }
        differences { policy cost difference uncertainty covers { de en } }
        days {
          date
          missingQuarters
          measured { cost }
          policies { policy cost { cost } }
        }
      }
      ...RefusalParts
    }
  }
`);

export const Explanation = graphql(`
  query SavingsDay($date: String!) {
    savingsDay(date: $date) {
      __typename
      ... on SavingsExplanation {
        date
        modelErrorKwh
        chargeEfficiency
        dischargeEfficiency
        storedWorthAtStart
        storedWorthAtEnd
        waiting { de en }
        unsettled { de en }
        runs {
          policy
          cost { cost meterCost gain importKwh exportKwh storedStartKwh storedEndKwh }
          steps {
            start
            importPricePerKwh
            feedInPricePerKwh
            importKwh
            exportKwh
            storedKwh
            cost
          }
        }
      }
      ...RefusalParts
    }
  }
`);

export const SkillParts = graphql(`
  fragment SkillParts on ForecastSkill {
    subject
    lead
    confidence
    week { ...ScoreParts }
    month { ...ScoreParts }
  }
`);

export const ScoreParts = graphql(`
  fragment ScoreParts on ForecastScore {
    quarters
    skill
    meanAbsoluteError
    bias
    betterThanNaive
    bandCoverage
  }
`);

export type Report = Extract<SavingsReportQuery['savings'], { __typename: 'SavingsReport' }>;
export type DayExplanation = Extract<SavingsDayQuery['savingsDay'], { __typename: 'SavingsExplanation' }>;
export type Policy = Report['differences'][number]['policy'];
export type Skill = SkillPartsFragment;

/** What the house is compared with, remembered by the browser. */
export const against = createChoice<Policy>('savings.against', [
  'EVCC',
  'SELF_CONSUMPTION',
  'NO_BATTERY',
  'SMARTLOAD',
]);

/** What days cost less than they would have, in whole cents as it is shown; `null` where all of them have gaps. */
export function savedOver(days: Report['days'], policy: Policy): number | null {
  const compared = days.flatMap(({ measured, policies }) => {
    const other = policies.find((known) => known.policy === policy);
    return measured && other ? [{ cost: measured.cost, otherCost: other.cost.cost }] : [];
  });
  if (compared.length === 0) return null;
  const sum = (costOf: (day: (typeof compared)[number]) => number) =>
    compared.reduce((total, day) => total + costOf(day), 0);
  return shownDifference(
    sum(({ otherCost }) => otherCost),
    sum(({ cost }) => cost),
  );
}
