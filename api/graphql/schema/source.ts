import { SECOND_MS, SOURCE_SCOPES, type Source, type SourceScope } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { FindingType } from './finding.ts';
import { TextType } from './text.ts';

const SourceStateEnum = builder.enumType('SourceState', {
  description: "How far a source's value can be trusted.",
  values: {
    WARMING: { description: 'Not read yet.' },
    FRESH: { description: 'Younger than its maximum age.' },
    REFRESHING: { description: 'Being read because somebody asked for it.' },
    STALE: {
      description: 'Older than its maximum age, or past what it tells of; a file that says something else.',
    },
    FAILED: { description: 'The last reading failed; the value of before still counts.' },
    ABSENT: { description: 'This house does not have it.' },
  } satisfies Record<Source['state'], { description: string }>,
});

const SCOPES: Record<SourceScope, { description: string }> = {
  PRICES: { description: 'What electricity costs, and what feeding in brings.' },
  FORECASTS: { description: 'Sun and consumption to come.' },
  VEHICLES: { description: 'Cars that are asked themselves.' },
  EVCC: { description: 'The state of evcc and its live values.' },
  FILES: { description: 'Files of the configuration.' },
};

export const SourceScopeEnum = builder.enumType('SourceScope', {
  description: 'Sources that are read anew together.',
  values: Object.fromEntries(SOURCE_SCOPES.map((scope) => [scope, SCOPES[scope]])) as typeof SCOPES,
});

export const SourceType = builder.objectRef<Source>('Source').implement({
  description: 'Where values come from, and how old they are.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description:
        '`evccState`, `evccLive`, `carState`, `gridTariff`, `feedInTariff`, `solarForecast`, `co2Tariff`, `loadHistory`, `chargeSessions`, or a file: `options`, `vehicles`, `drivers`, `loads`.',
    }),
    scope: t.expose('scope', { type: SourceScopeEnum, description: 'What it is read anew with.' }),
    state: t.expose('state', { type: SourceStateEnum, description: 'How far it can be trusted.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Last good reading; `null` before the first.',
    }),
    ageS: t.float({
      nullable: true,
      description: 'Time since the last good reading when this was answered, in s; `null` before the first.',
      resolve: ({ updatedAt }, _args, { now }) =>
        updatedAt === null ? null : Math.max(0, Math.round((now() - updatedAt) / SECOND_MS)),
    }),
    maxAgeS: t.exposeFloat('maxAgeS', {
      nullable: true,
      description:
        'Past this age, in s, the value counts as stale; `null` for a file, which is stale once it says something else.',
    }),
    error: t.expose('error', {
      type: TextType,
      nullable: true,
      description: 'What went wrong last; `null` where nothing did.',
    }),
    lastDurationMs: t.exposeFloat('lastDurationMs', {
      nullable: true,
      description: 'How long the last reading took, in ms, good or not; `null` where none was timed.',
    }),
    findings: t.expose('findings', {
      type: [FindingType],
      description:
        'What is wrong with a changed file that was not taken over, or which values of a source cannot be true and were left out or converted.',
    }),
  }),
});
