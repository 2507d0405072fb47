import { type Actions, NO_CONTROL, type Override } from '../house/index.ts';
import type { Change } from '../live/index.ts';
import { NOW, testActions, testLive, testLoadpoint } from '../server/test-house.ts';

/** A house that does at once what is asked for, and remembers what that was. */
export function testHouse(changes: Partial<Actions> = {}) {
  const live = testLive();
  const called: string[] = [];
  const done = <T>(name: string, change: Change, value: T) => {
    called.push(name);
    live.publish(change);
    return Promise.resolve({ ok: true as const, value });
  };
  const message = { de: '', en: '' };
  const boosted: Override = { kind: 'BOOST', since: NOW, until: null, targetSocPercent: null, message };
  const pause = { since: NOW, until: null, message };
  const actions: Actions = {
    ...testActions(),
    pauseControl: () => done('pauseControl', { control: { ...NO_CONTROL, pause } }, pause),
    resumeControl: () => done('resumeControl', { control: NO_CONTROL }, NO_CONTROL),
    boost: () => done('boost', { loadpoints: [{ ...testLoadpoint(), override: boosted }] }, testLoadpoint()),
    setTarget: ({ targetSocPercent }) =>
      done('setTarget', { loadpoints: [{ ...testLoadpoint(), targetSocPercent }] }, testLoadpoint()),
    replan: () => {
      called.push('replan');
      return testActions().replan();
    },
    ...changes,
  };
  return { ...live, actions, called };
}
