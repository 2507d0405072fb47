import { builder } from '../builder.ts';
import type { Health } from '../health.ts';
import { PlanStatusEnum } from './plan.ts';

export const HealthStatusEnum = builder.enumType('HealthStatus', {
  description: 'How the program is doing.',
  values: {
    OK: { description: 'A proven plan, and every source is fresh.' },
    DEGRADED: { description: 'Works, with a stale source, without a plan or with one of the fallback.' },
    CONFIG_ERROR: { description: 'The configuration has critical findings; nothing is optimised.' },
    STARTING: { description: 'The first plan is not there yet.' },
  } as const,
});

const HealthType = builder.objectRef<Health>('Health').implement({
  description: 'How the program itself is doing.',
  fields: (t) => ({
    status: t.expose('status', { type: HealthStatusEnum, description: 'In one word.' }),
    version: t.exposeString('version', { description: 'Version of this program.' }),
    instanceId: t.exposeID('instanceId', {
      nullable: true,
      description: 'New with each start; `null` while the configuration is rejected.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When this program started.' }),
    uptimeS: t.exposeFloat('uptimeS', { description: 'Time since then, in s.' }),
    cycleId: t.exposeInt('cycleId', {
      description: 'Number of the last finished cycle, 0 before the first.',
    }),
    lastCycleAt: t.expose('lastCycleAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last cycle ended; `null` before the first since the start.',
    }),
    lastCycleMs: t.exposeFloat('lastCycleMs', {
      nullable: true,
      description: 'How long it took, in ms.',
    }),
    plannerStatus: t.expose('plannerStatus', {
      type: PlanStatusEnum,
      nullable: true,
      description: 'How the plan in force was made; `null` where there is none.',
    }),
    fallbackCount: t.exposeInt('fallbackCount', { description: 'Plans by the fallback since the start.' }),
    staleSources: t.exposeStringList('staleSources', {
      description: 'Ids of the sources that are stale or failed, files excepted.',
    }),
    memoryRssMb: t.exposeFloat('memoryRssMb', { description: 'Resident memory of the process, in MB.' }),
    logLevel: t.exposeString('logLevel', {
      nullable: true,
      description: 'How much is logged: `debug`, `info`, `warn` or `error`; `null` = unknown.',
    }),
  }),
});

builder.queryField('health', (t) =>
  t.field({
    type: HealthType,
    description: 'How the program itself is doing; answered in every state.',
    resolve: (_root, _args, { health }) => health(),
  }),
);
