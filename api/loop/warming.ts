import type { Plan, Source, Warming } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';

/** How far the first readings have come; `null` once there is a plan. Files are read before all else. */
export function warmingOf(sources: readonly Source[], plan: Plan | null): Warming | null {
  if (plan) return null;
  const asked = sources.filter(({ scope }) => scope !== 'FILES');
  return { done: asked.filter(({ updatedAt }) => updatedAt !== null).length, total: asked.length };
}

/** What is to be told when it comes further. */
export function warmingEvents(before: Warming | null, after: Warming | null): NewEvent[] {
  if (!after) return before ? [WARM] : [];
  const { done, total } = after;
  if (before?.done === done && before.total === total) return [];
  return [
    {
      type: 'WARMING',
      subject: null,
      message: {
        de: `Start: ${done} von ${total} Datenquellen gelesen.`,
        en: `Starting: ${done} of ${total} sources read.`,
      },
      payload: { kind: 'WARMING', done, total },
    },
  ];
}

const WARM: NewEvent = {
  type: 'WARM',
  subject: null,
  message: { de: 'Der erste Plan ist da.', en: 'The first plan is there.' },
};
