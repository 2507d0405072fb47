import type { Rollout } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';

/** Which capabilities went live, by themselves or by a person's word, and which observe again. */
export function rolloutEvents(before: readonly Rollout[], after: readonly Rollout[]): NewEvent[] {
  return after
    .filter((rollout) => {
      const known = before.find(({ capability }) => capability === rollout.capability);
      return known !== undefined && known.mode !== rollout.mode;
    })
    .map((rollout) => ({
      type: 'ROLLOUT',
      subject: rollout.capability,
      message:
        rollout.mode === 'LIVE'
          ? { de: 'Smartload steuert ab jetzt.', en: 'Smartload steers from now on.' }
          : { de: 'Smartload beobachtet nur.', en: 'Smartload only observes.' },
      payload: { kind: 'ROLLOUT', rollout },
    }));
}
