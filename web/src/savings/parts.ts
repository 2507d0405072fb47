import type { SavingsDayQuery, SavingsReportQuery, SkillPartsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
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

/** What a day cost less than it would have; `null` where it has gaps. */
export function savedOn(day: Report['days'][number], policy: Policy): number | null {
  const other = day.policies.find((known) => known.policy === policy);
  return day.measured && other ? other.cost.cost - day.measured.cost : null;
}
