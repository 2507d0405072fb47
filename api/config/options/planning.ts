import { boolean, HOURS, number, text } from '../option.ts';
import { PERCENT } from './common.ts';

const DAYS = { min: 0, max: 365 };

/** What is learned from, and how uncertainty counts. */
export const forecastOptions = {
  load_history_file: text(null, {
    description: {
      de: 'CSV mit früherem Verbrauch ohne Autos (start_utc,load_kw), aus der gelernt wird, bis eigene Messungen da sind; DATEI oder DATEI:spalte',
      en: 'CSV with earlier consumption without cars (start_utc,load_kw) to learn from until there are own measurements; FILE or FILE:column',
    },
    unset: { de: 'keine', en: 'none' },
  }),
  preference_cost_ct: number(
    1,
    { min: 0, max: 100 },
    {
      unit: 'ct',
      description: {
        de: 'So viel darf ein Plan mehr kosten, damit Autos in wenigen, langen Blöcken laden',
        en: 'So much more a plan may cost for cars to charge in few, long blocks',
      },
    },
  ),
  plan_uncertainty: boolean(true, {
    description: {
      de: 'Die nächste Stunde so planen, dass sie für alle wahrscheinlichen Verläufe von Verbrauch und Sonne gut ist statt nur für den erwarteten; der Plan nennt, was das bringt und kostet',
      en: 'Plan the next hour to be good for all likely courses of load and sun rather than the expected one alone; the plan says what that gains and costs',
    },
  }),
};

/** The dynamic buffer, and how long each capability observes before it steers. */
export const rolloutOptions = {
  buffer_base_soc: number(null, PERCENT, {
    unit: '%',
    unset: { de: 'battery_min_soc', en: 'battery_min_soc' },
    description: {
      de: 'Basis des dynamischen Puffers; über 20 kann er sich bewegen',
      en: 'Base of the dynamic buffer; above 20 it can move',
    },
  }),
  observation_days_buffer: number(14, DAYS, {
    description: {
      de: 'So viele Tage beobachtet der Puffer, bevor er steuert',
      en: 'So many days the buffer observes before it steers',
    },
  }),
  observation_days_battery: number(3, DAYS, {
    description: {
      de: 'So viele Tage wird die Batterie beobachtet, bevor sie gesteuert wird',
      en: 'So many days the battery is observed before it is steered',
    },
  }),
  observation_days_vehicles: number(3, DAYS, {
    description: {
      de: 'So viele Tage werden die Autos beobachtet, bevor sie gesteuert werden',
      en: 'So many days the cars are observed before they are steered',
    },
  }),
};

/** How often is decided. */
export const rhythmOptions = {
  decision_interval_minutes: number(
    15,
    { min: 1, max: 60 },
    {
      unit: 'min',
      addon: false,
      description: { de: 'So oft wird entschieden', en: 'How often is decided' },
    },
  ),
};

/** When nobody is asked. */
export const quietHourOptions = {
  quiet_hours_enabled: boolean(true, {
    description: { de: 'Nachts niemanden fragen', en: 'Ask nobody at night' },
  }),
  quiet_hours_start: number(21, HOURS, {
    description: { de: 'Beginn der Ruhezeit (Stunde)', en: 'Start of the quiet hours (hour)' },
  }),
  quiet_hours_end: number(6, HOURS, {
    description: { de: 'Ende der Ruhezeit (Stunde)', en: 'End of the quiet hours (hour)' },
  }),
};
