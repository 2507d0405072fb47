import {
  FORECAST_LEADS,
  FORECAST_SUBJECTS,
  type ForecastLead,
  type ForecastScore,
  type ForecastSkill,
  type ForecastSubject,
} from '../../house/index.ts';
import { builder } from '../builder.ts';

const SUBJECTS: Record<ForecastSubject, { description: string }> = {
  LOAD: { description: 'The household without cars; naive: the mean of the last 30 days by time of day.' },
  SOLAR: { description: 'PV by daylight; naive: as 24 hours before.' },
  PRICE: { description: 'Import prices before they are published; naive: as 24 hours before.' },
};

const ForecastSubjectEnum = builder.enumType('ForecastSubject', {
  description: 'What is forecast.',
  values: Object.fromEntries(
    FORECAST_SUBJECTS.map((subject) => [subject, SUBJECTS[subject]]),
  ) as typeof SUBJECTS,
});

const LEADS: Record<ForecastLead, { description: string }> = {
  HOURS: { description: 'The last one that was issued at least 3 hours before the quarter of an hour.' },
  DAY: { description: 'The last one that was issued at least 24 hours before it.' },
  UNPUBLISHED: { description: 'The last one before the price was published.' },
};

const ForecastLeadEnum = builder.enumType('ForecastLead', {
  description: 'Which of the forecasts of a quarter of an hour is judged.',
  values: Object.fromEntries(FORECAST_LEADS.map((lead) => [lead, LEADS[lead]])) as typeof LEADS,
});

const orNull = (description: string) => ({
  nullable: true as const,
  description: `${description}; \`null\` where nothing was compared.`,
});

const ForecastScoreType = builder.objectRef<ForecastScore>('ForecastScore').implement({
  description: 'How forecasts did over some days. Errors are in kW, of prices in currency/kWh.',
  fields: (t) => ({
    days: t.exposeInt('days', { description: 'The span in local days, today included.' }),
    quarters: t.exposeInt('quarters', {
      description: 'Quarters of an hour that were compared; of the sun those in daylight.',
    }),
    meanAbsoluteError: t.exposeFloat('meanAbsoluteError', orNull('Mean of |forecast − measured|')),
    rootMeanSquareError: t.exposeFloat(
      'rootMeanSquareError',
      orNull('Root of the mean of (forecast − measured)²'),
    ),
    bias: t.exposeFloat('bias', orNull('Mean of forecast − measured, + where too much was expected')),
    bandCoverage: t.exposeFloat('bandCoverage', {
      nullable: true,
      description:
        'Share [0, 1] of what came between p10 and p90, which should be 0.8; `null` without a band.',
    }),
    naiveRootMeanSquareError: t.exposeFloat(
      'naiveRootMeanSquareError',
      orNull('`rootMeanSquareError` of the naive forecast on the same quarters'),
    ),
    betterThanNaive: t.exposeFloat(
      'betterThanNaive',
      orNull('1 − error / naive error: + where the forecast was the better one, at most 1'),
    ),
    skill: t.exposeFloat('skill', {
      nullable: true,
      description: '1 − Σ|error of an hour’s energy| / energy, within [0, 1]; `null` for prices.',
    }),
  }),
});

export const ForecastSkillType = builder.objectRef<ForecastSkill>('ForecastSkill').implement({
  description: 'What the forecasts of one kind were worth, compared as they were issued.',
  fields: (t) => ({
    subject: t.expose('subject', { type: ForecastSubjectEnum, description: 'What is forecast.' }),
    lead: t.expose('lead', { type: ForecastLeadEnum, description: 'How long before.' }),
    week: t.expose('week', { type: ForecastScoreType, description: 'Over 7 days.' }),
    month: t.expose('month', { type: ForecastScoreType, description: 'Over 30 days.' }),
    confidence: t.exposeFloat('confidence', {
      nullable: true,
      description:
        'What the dynamic buffer goes by, 0 to 1: measured skill times the share of the next 24 hours that the forecast covers; `null` for all but the sun, and before the first cycle.',
    }),
  }),
});

builder.queryField('forecastSkill', (t) =>
  t.field({
    type: [ForecastSkillType],
    description:
      'What the forecasts of load, sun and prices were worth, over 7 and 30 days; empty while the configuration has critical findings.',
    resolve: (_root, _args, { snapshot }) => snapshot?.forecastSkill ?? [],
  }),
);
