import type { CarGoal } from '../control/index.ts';
import type { Instant, Language, LoadpointState, Text } from '../house/index.ts';
import type { NewNotice } from './notice.ts';

/** Less than this is rounding to people. */
const SHORT_KWH = 0.1;

/** Cars that somebody needs at a time, and that evcc does not charge for it because they are switched off there. */
export function carNotices(
  loadpoints: readonly LoadpointState[],
  goals: ReadonlyMap<string, CarGoal>,
  timeZone: string,
): NewNotice[] {
  return loadpoints.flatMap(({ name, title, mode, connected, vehicleTitle }): NewNotice[] => {
    const goal = goals.get(name);
    if (mode !== 'off' || !connected || goal?.source !== 'PERSON' || goal.departure === null) return [];
    if (goal.neededKwh < SHORT_KWH) return [];
    const message = switchedOff(vehicleTitle ?? title, goal.departure, timeZone);
    return [{ code: `SWITCHED_OFF_${name}`, severity: 'WARNING', message }];
  });
}

function switchedOff(car: string, departure: Instant, timeZone: string): Text {
  const by = (language: Language) =>
    new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    }).format(departure);
  return {
    de: `„${car}“ ist in evcc ausgeschaltet und wird bis ${by('de')} nicht fertig. Dort PV, Min+PV oder Schnell wählen, dann lädt es.`,
    en: `"${car}" is switched off in evcc and will not be ready by ${by('en')}. It charges once PV, Min+PV or Fast is chosen there.`,
  };
}
