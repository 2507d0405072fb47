import { createHash } from 'node:crypto';
import type { Language, LoadpointView, Snapshot, Text } from '../house/index.ts';

/** What the YAML for Home Assistant is made for. */
export interface HomeAssistantFacts {
  /** Address of this server as Home Assistant reaches it, without a slash at its end. */
  url: string;
  /** The house; `null` before its first reading, then there are no cars yet. */
  snapshot: Snapshot | null;
  language: Language;
  /** Whether reading takes a token too. */
  requireLogin: boolean;
}

interface Entity {
  id: string;
  name: Text;
  /** Expression over `now`, or over the loadpoint `lp`. */
  value: string;
  unit?: string;
  deviceClass?: string;
  stateClass?: string;
}

/** Prices have no class of their own; what is planned is no measurement. */
const SENSORS = (currency: string): Entity[] => [
  { id: 'action', name: { de: 'Batterie Vorhaben', en: 'Battery intent' }, value: 'now.action' },
  { id: 'reason', name: { de: 'Grund', en: 'Reason' }, value: 'now.reason' },
  power('grid_power', { de: 'Netz', en: 'Grid' }, 'now.gridKw'),
  power('pv_power', { de: 'Erzeugung', en: 'PV' }, 'now.pvKw'),
  power('home_power', { de: 'Verbrauch', en: 'Home' }, 'now.homeKw'),
  power('battery_power', { de: 'Hausbatterie', en: 'Battery' }, 'now.batteryKw'),
  power('cars_power', { de: 'Autos', en: 'Cars' }, 'now.carsKw'),
  percent(
    'battery_soc',
    { de: 'Hausbatterie Ladestand', en: 'Battery SoC' },
    'now.batterySocPercent',
    'battery',
  ),
  percent('buffer', { de: 'Puffer', en: 'Buffer' }, 'now.bufferPercent'),
  {
    id: 'import_price',
    name: { de: 'Strompreis', en: 'Import price' },
    value: 'now.importPricePerKwh',
    unit: `${currency}/kWh`,
    stateClass: 'measurement',
  },
  {
    id: 'next_action',
    name: { de: 'Nächste Änderung', en: 'Next change' },
    value: 'now.nextActionAt',
    deviceClass: 'timestamp',
  },
  {
    id: 'plan_cost',
    name: { de: 'Kosten laut Plan', en: 'Planned cost' },
    value: 'now.planCost | round(2)',
    unit: currency,
  },
];

const LOADPOINT_SENSORS: Entity[] = [
  power('power', { de: 'Ladeleistung', en: 'Charging power' }, 'lp.powerKw'),
  percent('soc', { de: 'Ladestand', en: 'SoC' }, 'lp.vehicleSocPercent', 'battery'),
  {
    id: 'departure',
    name: { de: 'Abfahrt', en: 'Departure' },
    value: 'lp.departure',
    deviceClass: 'timestamp',
  },
];

function power(id: string, name: Text, value: string): Entity {
  return { id, name, value, unit: 'kW', deviceClass: 'power', stateClass: 'measurement' };
}

function percent(id: string, name: Text, value: string, deviceClass?: string): Entity {
  return { id, name, value, unit: '%', stateClass: 'measurement', ...(deviceClass ? { deviceClass } : {}) };
}

const HAS_NOW = 'value_json is mapping and value_json.now is defined and value_json.now is not none';

/** YAML to paste into Home Assistant's `configuration.yaml`: one request for all sensors, and commands. */
export function homeAssistantYaml({ url, snapshot, language, requireLogin }: HomeAssistantFacts): string {
  const loadpoints = (snapshot?.loadpoints ?? []).filter(({ isHeating }) => !isHeating);
  const head =
    language === 'de'
      ? `# Smartload in Home Assistant. In configuration.yaml einfügen; gibt es rest: oder rest_command: schon, nur
# deren Einträge. Für die Befehle kommt in secrets.yaml:  smartload_bearer: "Bearer sl_…"  (npm run token)`
      : `# Smartload in Home Assistant. Paste into configuration.yaml; where rest: or rest_command: exist, their
# entries only. For the commands, secrets.yaml needs:  smartload_bearer: "Bearer sl_…"  (npm run token)`;
  return `${head}
rest:
  - resource: ${quoted(`${url}/rest/home-assistant?lang=${language.toUpperCase()}&hours=24`)}
    scan_interval: 60
    timeout: 20${requireLogin ? '\n    headers:\n      Authorization: !secret smartload_bearer' : ''}
    sensor:
${SENSORS(snapshot?.currency ?? 'EUR')
  .map((entity) => sensor(entity, language, null))
  .join('\n')}
${outlookSensor(language)}
${loadpoints.flatMap((loadpoint) => LOADPOINT_SENSORS.map((entity) => sensor(entity, language, loadpoint))).join('\n')}
    binary_sensor:
      - name: ${quoted(language === 'de' ? 'Smartload veraltet' : 'Smartload stale')}
        unique_id: smartload_stale
        device_class: problem
        availability: "{{ ${HAS_NOW} }}"
        value_template: "{{ value_json.now.stale }}"

rest_command:
${commands(url).join('\n')}
`;
}

function sensor(entity: Entity, language: Language, loadpoint: LoadpointView | null): string {
  const { id, name, value, unit, deviceClass, stateClass } = entity;
  const key = loadpoint ? `${slug(loadpoint.id)}_${id}` : id;
  const title = loadpoint ? `${loadpoint.title} ${name[language]}` : `Smartload ${name[language]}`;
  const scope = loadpoint ? `{% set lp = ${loadpointOf(loadpoint)} %}` : '';
  const bare = value.split(' ', 1)[0];
  const known = loadpoint
    ? `{% if ${HAS_NOW} %}${scope}{{ lp is defined and ${bare} is not none }}{% else %}false{% endif %}`
    : `{{ ${HAS_NOW} and value_json.${bare} is not none }}`;
  return [
    `      - name: ${quoted(title)}`,
    `        unique_id: smartload_${key}`,
    `        availability: ${quoted(known)}`,
    `        value_template: ${quoted(`${scope}{{ ${loadpoint ? '' : 'value_json.'}${value} }}`)}`,
    ...(deviceClass ? [`        device_class: ${deviceClass}`] : []),
    ...(stateClass ? [`        state_class: ${stateClass}`] : []),
    ...(unit ? [`        unit_of_measurement: ${quoted(unit)}`] : []),
  ].join('\n');
}

function loadpointOf({ id }: LoadpointView): string {
  return `(value_json.loadpoints | selectattr('id', 'eq', ${templateText(id)}) | list | first)`;
}

/** A day of slots is below the 16,384 bytes above which Home Assistant's recorder drops all attributes. */
function outlookSensor(language: Language): string {
  return `      - name: ${quoted(language === 'de' ? 'Smartload Plan' : 'Smartload plan')}
        unique_id: smartload_plan
        availability: "{{ ${HAS_NOW} and value_json.outlook | length > 0 }}"
        value_template: "{{ value_json.outlook[0].start }}"
        device_class: timestamp
        json_attributes_path: "$"
        json_attributes: [outlook]`;
}

function commands(url: string): string[] {
  return [
    command(
      url,
      'activate_live',
      'activate-live',
      "{ 'capability': capability | default('BUFFER') | upper }",
    ),
    command(
      url,
      'extend_observation',
      'extend-observation',
      "{ 'capability': capability | default('BUFFER') | upper, 'days': days | default(14) | int }",
    ),
    command(url, 'replan', 'replan', '{}'),
    command(url, 'boost', 'boost', "{ 'loadpoint': loadpoint, 'minutes': minutes | default(90) | int }"),
    command(url, 'cancel_boost', 'cancel-boost', "{ 'loadpoint': loadpoint }"),
    command(
      url,
      'set_departure',
      'set-departure',
      "{ 'loadpoint': loadpoint, 'departure': departure | default(none), 'targetSocPercent': soc | default(none) }",
    ),
    command(url, 'set_target', 'set-target', "{ 'loadpoint': loadpoint, 'targetSocPercent': soc }"),
  ];
}

function command(url: string, name: string, document: string, variables: string): string {
  return `  smartload_${name}:
    url: ${quoted(`${url}/rest/${document}`)}
    method: post
    content_type: application/json
    headers:
      Authorization: !secret smartload_bearer
    payload: ${quoted(`{{ ${variables} | to_json }}`)}`;
}

/** A YAML text in double quotes: JSON is YAML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A text inside a template, whatever a loadpoint is called. */
function templateText(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}

/** A part of an id of Home Assistant; names that would look the same there are told apart. */
function slug(text: string): string {
  if (/^[a-z0-9_]+$/.test(text)) return text;
  const tail = createHash('sha256').update(text).digest('hex').slice(0, 6);
  return `${text.toLowerCase().replace(/[^a-z0-9]+/g, '_')}_${tail}`;
}
