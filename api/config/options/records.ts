import { number } from '../option.ts';

const KEPT_DAYS = { min: 7, max: 36_500, integer: true };

/** How long each kind of record is kept. */
export const recordOptions = {
  keep_cycles_days: number(60, KEPT_DAYS, {
    unit: 'd',
    addon: false,
    description: {
      de: 'So lange bleiben Durchläufe mit Eingaben und Plänen aufgezeichnet',
      en: 'How long cycles are kept with their inputs and plans',
    },
  }),
  keep_events_days: number(90, KEPT_DAYS, {
    unit: 'd',
    addon: false,
    description: {
      de: 'So lange bleiben Ereignisse und Entscheidungen mit ihren Gründen',
      en: 'How long events and decisions are kept with their reasons',
    },
  }),
  keep_commands_days: number(365, KEPT_DAYS, {
    unit: 'd',
    addon: false,
    description: {
      de: 'So lange bleiben Befehle an evcc',
      en: 'How long commands to evcc are kept',
    },
  }),
  keep_history_days: number(36500, KEPT_DAYS, {
    unit: 'd',
    addon: false,
    description: {
      de: 'So lange bleiben gemessene Viertelstunden, 36500 = für immer',
      en: 'How long measured quarters of an hour are kept, 36500 = for ever',
    },
  }),
};
