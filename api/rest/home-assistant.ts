import {
  entityKey,
  HOUSE_SENSORS,
  type HouseSensorId,
  LOADPOINT_SENSORS,
  type LoadpointSensorId,
  type SensorKind,
  sensorFields,
} from '../entities/index.ts';
import type { Language, LoadpointView, Snapshot } from '../house/index.ts';

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

/** Where each value stands in the answer. */
const HOUSE_VALUES: Record<HouseSensorId, string> = {
  action: 'now.action',
  reason: 'now.reason',
  next_action: 'now.nextActionAt',
  grid_power: 'now.gridKw',
  pv_power: 'now.pvKw',
  home_power: 'now.homeKw',
  battery_power: 'now.batteryKw',
  cars_power: 'now.carsKw',
  battery_soc: 'now.batterySocPercent',
  buffer: 'now.bufferPercent',
  import_price: 'now.importPricePerKwh',
  plan_cost: 'now.planCost | round(2)',
  plan_status: 'now.planStatus',
};
const LOADPOINT_VALUES: Record<LoadpointSensorId, string> = {
  power: 'lp.powerKw',
  soc: 'lp.vehicleSocPercent',
  departure: 'lp.departure',
};

interface Entity {
  id: string;
  kind: SensorKind;
  /** Expression over `now`, or over the loadpoint `lp`. */
  value: string;
}

function entitiesOf<Id extends string>(kinds: Record<Id, SensorKind>, values: Record<Id, string>): Entity[] {
  return Object.entries<string>(values).map(([id, value]) => ({ id, kind: kinds[id as Id], value }));
}

const HAS_NOW = 'value_json is mapping and value_json.now is defined and value_json.now is not none';

/** YAML to paste into Home Assistant's `configuration.yaml`: one request for all sensors, and commands. */
export function homeAssistantYaml({ url, snapshot, language, requireLogin }: HomeAssistantFacts): string {
  const loadpoints = (snapshot?.loadpoints ?? []).filter(({ isHeating }) => !isHeating);
  const currency = snapshot?.currency ?? 'EUR';
  const yamlOf = (loadpoint: LoadpointView | null) => (entity: Entity) =>
    sensor(entity, { language, currency, loadpoint });
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
${entitiesOf(HOUSE_SENSORS, HOUSE_VALUES).map(yamlOf(null)).join('\n')}
${outlookSensor(language)}
${loadpoints.flatMap((loadpoint) => entitiesOf(LOADPOINT_SENSORS, LOADPOINT_VALUES).map(yamlOf(loadpoint))).join('\n')}
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

function sensor(
  { id, kind, value }: Entity,
  {
    language,
    currency,
    loadpoint,
  }: { language: Language; currency: string; loadpoint: LoadpointView | null },
): string {
  const key = loadpoint ? `${entityKey(loadpoint.id)}_${id}` : id;
  const title = `${loadpoint?.title ?? 'Smartload'} ${kind.name[language]}`;
  const scope = loadpoint ? `{% set lp = ${loadpointOf(loadpoint)} %}` : '';
  const bare = value.split(' ', 1)[0];
  const known = loadpoint
    ? `{% if ${HAS_NOW} %}${scope}{{ lp is defined and ${bare} is not none }}{% else %}false{% endif %}`
    : `{{ ${HAS_NOW} and value_json.${bare} is not none }}`;
  const fields = {
    unique_id: `smartload_${key}`,
    availability: known,
    value_template: `${scope}{{ ${loadpoint ? '' : 'value_json.'}${value} }}`,
    ...sensorFields(kind, currency),
  };
  return [
    `      - name: ${quoted(plainTemplate(title))}`,
    ...Object.entries(fields).map(([field, text]) => `        ${field}: ${quoted(text)}`),
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

/** A text where Home Assistant takes a template: names with braces would be read as one. */
function plainTemplate(text: string): string {
  return /[{}]/.test(text) ? `{{ ${templateText(text)} }}` : text;
}

/** A text inside a template, whatever a loadpoint is called. */
function templateText(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}
