import { z } from 'zod';
import {
  apiTokens,
  choice,
  hostNames,
  listenOn,
  messageUrl,
  mqttUrl,
  notifyService,
  redisPrefix,
  redisUrl,
} from './access-kinds.ts';
import { evccUrl, guessEfficiency, headers, holidayRegion, timeZone } from './kinds.ts';
import { boolean, HOURS, hourOrNone, number, text } from './option.ts';

const EFFICIENCY = { above: 0, max: 1 };
const PERCENT = { min: 0, max: 100 };
const POSITIVE = { above: 0 };
const PORT = { min: 1, max: 65535, integer: true };
const SUBSCRIPTIONS = { min: 1, max: 100_000, integer: true };
const DAYS = { min: 0, max: 365 };
const KEPT_DAYS = { min: 7, max: 36_500, integer: true };

const fromEvcc = { de: 'der Wert aus evcc', en: "evcc's own value" };
const noLimit = { de: 'keine Grenze', en: 'no limit' };

/**
 * Every option there is, by the name users write. From it come types, defaults and findings; what else is
 * known of each (documentation, range, add-on) is in `optionDocs`.
 */
export const optionsSchema = z.object({
  evcc_url: evccUrl({
    description: {
      de: 'Adresse von evcc, zum Beispiel http://evcc.local:7070. Sie allein ist eine vollständige Konfiguration.',
      en: 'Address of evcc, for example http://evcc.local:7070. It alone is a complete configuration.',
    },
  }),
  evcc_user: text(null, {
    description: {
      de: 'Benutzername für Basic Auth, wenn evcc hinter einem Proxy steht',
      en: 'User name for basic auth where evcc is behind a proxy',
    },
    unset: { de: 'keiner', en: 'none' },
  }),
  evcc_password: text(null, {
    secret: true,
    description: {
      de: 'Passwort für evcc oder den Proxy davor',
      en: 'Password for evcc or the proxy before it',
    },
    unset: { de: 'keines', en: 'none' },
  }),
  evcc_headers: headers({
    description: {
      de: 'Weitere Kopfzeilen für einen Proxy vor evcc, je Zeile „Name: Wert“',
      en: 'Further request headers for a proxy before evcc, one "Name: value" a line',
    },
  }),
  timezone: timeZone('Europe/Berlin', {
    addon: false,
    description: {
      de: 'Zeitzone des Hauses (IANA); ohne Angabe zählt TZ',
      en: 'Time zone of the house (IANA); TZ counts where it is not set',
    },
  }),
  holidays: holidayRegion({
    description: {
      de: 'Land oder Bundesland, dessen Feiertage für den Verbrauch wie Sonntage zählen, etwa DE-BY; none = keine',
      en: 'Country or region whose public holidays count as Sundays for consumption, such as DE-BY; none = none',
    },
    unset: { de: 'das Land der Zeitzone', en: 'the country of the time zone' },
  }),
  api_port: number(
    8099,
    { ...PORT, min: 0 },
    {
      addon: false,
      description: {
        de: 'Port der Seite und der Schnittstelle; 0 = irgendein freier',
        en: 'Port of the page and the API; 0 = any that is free',
      },
    },
  ),

  listen: listenOn({
    addon: false,
    description: {
      de: 'Wo die Seite erreichbar ist: all = im ganzen Netz, local = nur auf diesem Rechner, oder eine seiner IP-Adressen; auto = all, ohne Konfiguration und ohne Token local',
      en: 'Where the page can be reached: all = in the whole network, local = on this machine only, or one of its IP addresses; auto = all, without configuration and token local',
    },
  }),
  api_tokens: apiTokens({
    description: {
      de: 'Zugänge für Programme, als Hash (npm run token macht einen): read darf lesen, control auch ändern',
      en: 'Access for programs, as hashes (npm run token makes one): read may read, control may change too',
    },
    unset: { de: 'keine', en: 'none' },
  }),
  require_login: boolean(false, {
    fallback: true,
    description: {
      de: 'Auch Lesen nur mit Token; wer aus Home Assistant kommt, ist schon angemeldet',
      en: 'Reading needs a token too; whoever comes through Home Assistant is logged in already',
    },
  }),
  allowed_hosts: hostNames({
    description: {
      de: 'Weitere Namen, unter denen dieser Server erreichbar ist, etwa der eines Reverse Proxys; IP-Adressen, localhost und .local gehen immer',
      en: 'Further names by which this server is reached, such as that of a reverse proxy; IP addresses, localhost and .local always work',
    },
    unset: { de: 'keine', en: 'none' },
  }),
  log_level: choice(['debug', 'info', 'warn', 'error'], 'info', {
    description: { de: 'Ab welcher Stufe protokolliert wird', en: 'From which level on things are logged' },
  }),
  log_format: choice(['text', 'json'], 'text', {
    addon: false,
    description: {
      de: 'Protokoll für Menschen (text) oder Programme (json, ein Objekt je Zeile)',
      en: 'Log for people (text) or for programs (json, an object a line)',
    },
  }),
  mqtt_url: mqttUrl({
    description: {
      de: 'MQTT-Broker, an dem sich Smartload in Home Assistant von selbst anmeldet',
      en: 'MQTT broker by which Smartload appears in Home Assistant by itself',
    },
    unset: {
      de: 'der Broker von Home Assistant, wo das Add-on einen findet',
      en: "Home Assistant's broker, where the add-on finds one",
    },
  }),

  message_language: choice(['de', 'en'], 'de', {
    description: { de: 'Sprache der Nachrichten', en: 'Language of messages' },
  }),
  ntfy_url: messageUrl({
    description: {
      de: 'Adresse mit Thema bei ntfy, über die Nachrichten kommen (Auto voll, Kabel wechseln, evcc antwortet nicht)',
      en: 'Address with topic at ntfy by which messages come (car charged, change a cable, evcc does not answer)',
    },
    unset: { de: 'keine Nachrichten', en: 'no messages' },
  }),
  webhook_url: messageUrl({
    description: {
      de: 'Adresse, an die jede Nachricht als JSON geht',
      en: 'Address to which each message goes as JSON',
    },
    unset: { de: 'keine', en: 'none' },
  }),
  home_assistant_notify: notifyService({
    description: {
      de: 'Benachrichtigungsdienst von Home Assistant; nur als Add-on',
      en: "Home Assistant's notify service; as an add-on only",
    },
    unset: { de: 'keiner', en: 'none' },
  }),

  redis_url: redisUrl({
    addon: false,
    description: {
      de: 'Redis, über das weitere Prozesse (--role api) dasselbe Haus bedienen; auch REDIS_URL. Wer dort schreiben darf, darf das Haus steuern',
      en: 'Redis through which further processes (--role api) serve the same house; also REDIS_URL. Whoever may write there may steer the house',
    },
    unset: { de: 'nur dieser Prozess', en: 'this process alone' },
  }),
  redis_prefix: redisPrefix('smartload', {
    addon: false,
    description: {
      de: 'Name des Hauses in Redis, wenn sich mehrere eines teilen',
      en: 'Name of the house in Redis where several share one',
    },
  }),

  max_subscriptions_per_address: number(100, SUBSCRIPTIONS, {
    addon: false,
    description: {
      de: 'So viele Ströme (Abonnements) eine Adresse zugleich offen haben darf; hinter einem Proxy teilt sich der ganze Haushalt eine',
      en: 'How many streams (subscriptions) one address may have open at a time; behind a proxy a whole household shares one',
    },
  }),
  max_subscriptions: number(1000, SUBSCRIPTIONS, {
    addon: false,
    description: {
      de: 'So viele Ströme (Abonnements) insgesamt zugleich offen sein dürfen',
      en: 'How many streams (subscriptions) may be open at a time in all',
    },
  }),

  battery_capacity_kwh: number(null, POSITIVE, {
    unit: 'kWh',
    invalid: 'CRITICAL',
    unset: fromEvcc,
    description: { de: 'Nutzbare Kapazität der Hausbatterie', en: 'Usable capacity of the home battery' },
  }),
  battery_charge_power_kw: number(null, POSITIVE, {
    unit: 'kW',
    invalid: 'CRITICAL',
    unset: { de: 'geschätzt aus der Kapazität', en: 'estimated from the capacity' },
    description: {
      de: 'Größte Ladeleistung der Hausbatterie',
      en: 'Largest charging power of the home battery',
    },
  }),
  battery_discharge_power_kw: number(null, POSITIVE, {
    unit: 'kW',
    invalid: 'CRITICAL',
    unset: { de: 'die Ladeleistung', en: 'the charging power' },
    description: {
      de: 'Größte Entladeleistung der Hausbatterie',
      en: 'Largest discharging power of the home battery',
    },
  }),
  battery_min_soc: number(10, PERCENT, {
    unit: '%',
    description: {
      de: 'Kleinster Ladestand der Hausbatterie',
      en: 'Lowest state of charge of the home battery',
    },
  }),
  battery_max_soc: number(90, PERCENT, {
    unit: '%',
    description: {
      de: 'Größter Ladestand der Hausbatterie',
      en: 'Highest state of charge of the home battery',
    },
  }),
  battery_charge_efficiency: number(0.92, EFFICIENCY, {
    invalid: 'CRITICAL',
    guess: guessEfficiency,
    description: { de: 'Wirkungsgrad beim Laden', en: 'Efficiency of charging' },
  }),
  battery_discharge_efficiency: number(0.92, EFFICIENCY, {
    invalid: 'CRITICAL',
    guess: guessEfficiency,
    description: { de: 'Wirkungsgrad beim Entladen', en: 'Efficiency of discharging' },
  }),
  battery_max_price_ct: number(null, POSITIVE, {
    unit: 'ct/kWh',
    fallback: 25,
    unset: noLimit,
    description: {
      de: 'Bis zu diesem Preis darf die Hausbatterie aus dem Netz laden',
      en: 'Up to this price the home battery may charge from the grid',
    },
  }),
  battery_wear_cost_ct: number(
    1,
    { min: 0 },
    {
      unit: 'ct/kWh',
      description: {
        de: 'Verschleiß der Hausbatterie je geladener oder entladener kWh',
        en: 'Wear of the home battery for each kWh charged or discharged',
      },
    },
  ),

  ev_max_price_ct: number(null, POSITIVE, {
    unit: 'ct/kWh',
    fallback: 30,
    unset: noLimit,
    description: {
      de: 'Bis zu diesem Preis dürfen Autos ohne Not aus dem Netz laden',
      en: 'Up to this price cars may charge from the grid without need',
    },
  }),
  ev_target_soc: number(80, PERCENT, {
    unit: '%',
    description: {
      de: 'Ladeziel der Autos, wo nichts anderes gesagt ist',
      en: 'Target of the cars where nothing else is said',
    },
  }),
  ev_charge_deadline_hour: hourOrNone(6, {
    description: {
      de: 'Stunde, zu der ein Auto bereit sein muss, wo nichts anderes gesagt ist; none = nie',
      en: 'Hour at which a car must be ready where nothing else is said; none = never',
    },
  }),
  ev_default_energy_kwh: number(30, POSITIVE, {
    unit: 'kWh',
    invalid: 'CRITICAL',
    description: {
      de: 'Energie für ein Auto, von dem nichts bekannt ist',
      en: 'Energy for a car of which nothing is known',
    },
  }),
  sequencer_default_charge_power_kw: number(11, POSITIVE, {
    unit: 'kW',
    invalid: 'CRITICAL',
    description: {
      de: 'Ladeleistung für ein Auto, von dem nichts bekannt ist',
      en: 'Charging power for a car of which nothing is known',
    },
  }),

  feed_in_tariff_ct: number(
    null,
    {},
    {
      unit: 'ct/kWh',
      unset: fromEvcc,
      description: { de: 'Vergütung für eingespeisten Strom', en: 'What a kWh fed into the grid earns' },
    },
  ),
  grid_import_limit_kw: number(null, POSITIVE, {
    unit: 'kW',
    invalid: 'CRITICAL',
    unset: noLimit,
    description: { de: 'Größter Bezug aus dem Netz', en: 'Largest import from the grid' },
  }),
  grid_export_limit_kw: number(
    null,
    { min: 0 },
    {
      unit: 'kW',
      invalid: 'CRITICAL',
      unset: noLimit,
      description: {
        de: 'Größte Einspeisung ins Netz; 0 = keine',
        en: 'Largest export to the grid; 0 = none',
      },
    },
  ),

  load_history_file: text(null, {
    description: {
      de: 'CSV mit früherem Verbrauch ohne Autos (start_utc,load_kw), aus der gelernt wird, bis eigene Messungen da sind; DATEI oder DATEI:spalte',
      en: 'CSV with earlier consumption without cars (start_utc,load_kw) to learn from until there are own measurements; FILE or FILE:column',
    },
    unset: { de: 'keine', en: 'none' },
  }),
  plan_uncertainty: boolean(true, {
    description: {
      de: 'Die nächste Stunde so planen, dass sie für alle wahrscheinlichen Verläufe von Verbrauch und Sonne gut ist statt nur für den erwarteten; der Plan nennt, was das bringt und kostet',
      en: 'Plan the next hour to be good for all likely courses of load and sun rather than the expected one alone; the plan says what that gains and costs',
    },
  }),

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

  decision_interval_minutes: number(
    15,
    { min: 1, max: 60 },
    {
      unit: 'min',
      addon: false,
      description: { de: 'So oft wird entschieden', en: 'How often is decided' },
    },
  ),
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
  vehicle_poll_interval_minutes: number(
    60,
    { min: 1, max: 1440 },
    {
      unit: 'min',
      description: { de: 'So oft werden die Autos gefragt', en: 'How often the cars are asked' },
    },
  ),
  battery_to_ev_min_profit_ct: number(
    3,
    { min: 0, max: 100 },
    {
      description: {
        de: 'Ersparnis in ct/kWh nach Verlusten und Verschleiß, ab der die Hausbatterie beim Laden eines Autos hilft',
        en: 'Saving in ct/kWh after losses and wear from which the home battery helps to charge a car',
      },
    },
  ),
  battery_to_ev_floor_soc: number(20, PERCENT, {
    description: {
      de: 'Ladestand in %, unter den die Hausbatterie dabei nicht sinkt',
      en: 'State of charge in % below which the home battery does not fall for that',
    },
  }),
  quiet_hours_enabled: boolean(true, {
    description: { de: 'Nachts niemanden fragen', en: 'Ask nobody at night' },
  }),
  quiet_hours_start: number(21, HOURS, {
    description: { de: 'Beginn der Ruhezeit (Stunde)', en: 'Start of the quiet hours (hour)' },
  }),
  quiet_hours_end: number(6, HOURS, {
    description: { de: 'Ende der Ruhezeit (Stunde)', en: 'End of the quiet hours (hour)' },
  }),

  influxdb_host: text(null, {
    unset: { de: 'kein Export', en: 'no export' },
    description: {
      de: 'InfluxDB, in die Messwerte exportiert werden',
      en: 'InfluxDB to which measurements are exported',
    },
  }),
  influxdb_port: number(8086, PORT, { description: { de: 'Port der InfluxDB', en: 'Port of the InfluxDB' } }),
  influxdb_database: text('smartload', {
    description: { de: 'Datenbank in der InfluxDB', en: 'Database in the InfluxDB' },
  }),
  influxdb_username: text('', {
    description: { de: 'Benutzername der InfluxDB', en: 'User name of the InfluxDB' },
  }),
  influxdb_password: text('', {
    secret: true,
    description: { de: 'Passwort der InfluxDB', en: 'Password of the InfluxDB' },
  }),
  influxdb_token: text(null, {
    secret: true,
    unset: { de: 'InfluxDB 1.x', en: 'InfluxDB 1.x' },
    description: {
      de: 'Token einer InfluxDB 2.x; influxdb_database ist dann der Bucket',
      en: 'Token of an InfluxDB 2.x; influxdb_database is the bucket then',
    },
  }),
  influxdb_org: text('', {
    description: { de: 'Organisation in einer InfluxDB 2.x', en: 'Organisation in an InfluxDB 2.x' },
  }),
  influxdb_ssl: boolean(false, {
    description: { de: 'InfluxDB über TLS ansprechen', en: 'Reach the InfluxDB over TLS' },
  }),
});

/** The options after judging: each has a usable value. */
export type Options = z.output<typeof optionsSchema>;
export type OptionName = keyof Options;

/** Whether an option goes by that name. */
export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(optionsSchema.shape, name);
}

/** Other ways to write an option's name. */
export const ALIASES: Readonly<Record<string, OptionName>> = { port: 'api_port' };

/** Options of the predecessor that mean nothing any more. Old files keep them, and nothing is said of it. */
export const RETIRED_OPTIONS: readonly string[] = [
  'battery_price_corridor_ct',
  'battery_to_ev_dynamic_limit',
  'data_collect_interval_sec',
  'ev_price_corridor_ct',
  'ha_token',
  'ha_url',
  'rl_auto_switch',
  'rl_batch_size',
  'rl_discount_factor',
  'rl_enabled',
  'rl_epsilon_decay',
  'rl_epsilon_min',
  'rl_epsilon_start',
  'rl_fallback_threshold',
  'rl_learning_rate',
  'rl_memory_size',
  'rl_ready_min_comparisons',
  'rl_ready_threshold',
  'sequencer_enabled',
];
