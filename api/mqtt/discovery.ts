import type { Language, Snapshot } from '../house/index.ts';
import type { Discovery } from './announced.ts';
import { type Entity, entitiesOf } from './entities.ts';

/** Where everything of one house is on the broker. */
export interface Topics {
  /** Whether we are there: `online` or, as our last will, `offline`. */
  status: string;
  state: string;
  plan: string;
  discovery: string;
  /** Every command topic. */
  commands: string;
  commandOf(entityId: string): string;
  /** The entity that a command topic is for. */
  entityOf(topic: string): string;
}

/** What Home Assistant says when it has started; entities are announced anew then. */
export const BIRTH_TOPIC = 'homeassistant/status';

/** The topics of the house with that id. */
export function topicsOf(houseId: string): Topics {
  const base = `smartload/${houseId}`;
  return {
    status: `${base}/status`,
    state: `${base}/state`,
    plan: `${base}/plan`,
    discovery: `homeassistant/device/smartload_${houseId}/config`,
    commands: `${base}/set/+`,
    commandOf: (entityId) => `${base}/set/${entityId}`,
    entityOf: (topic) => topic.slice(`${base}/set/`.length),
  };
}

/** Announces the whole house as one device with all its entities. */
export function discoveryOf(snapshot: Snapshot, houseId: string, language: Language): Discovery {
  const topics = topicsOf(houseId);
  const entities = entitiesOf(snapshot, language);
  return {
    device: {
      identifiers: [`smartload_${houseId}`],
      name: snapshot.siteTitle ? `Smartload ${snapshot.siteTitle}` : 'Smartload',
      manufacturer: 'Smartload',
      model: 'Energy manager',
      sw_version: snapshot.version,
    },
    origin: { name: 'Smartload', sw_version: snapshot.version },
    availability: [{ topic: topics.status }],
    state_topic: topics.state,
    qos: 1,
    components: Object.fromEntries(
      entities.map((entity) => [entity.id, componentOf(entity, topics, houseId, language)]),
    ),
  };
}

function componentOf(
  entity: Entity,
  topics: Topics,
  houseId: string,
  language: Language,
): Record<string, unknown> {
  const { id, platform, name, config, value, command } = entity;
  const { json_attributes_topic: attributes, ...rest } = config;
  return {
    platform,
    unique_id: `smartload_${houseId}_${id}`,
    default_entity_id: `${platform}.smartload_${id}`,
    name: name[language],
    ...rest,
    ...(value ? { value_template: `{{ value_json.${id} }}` } : {}),
    ...(command ? { command_topic: topics.commandOf(id) } : {}),
    ...(attributes ? { json_attributes_topic: topics.plan } : {}),
  };
}

/** The present value of every entity; what is unknown is `null`, which Home Assistant shows as unknown. */
export function stateOf(snapshot: Snapshot, language: Language): Record<string, unknown> {
  return Object.fromEntries(
    entitiesOf(snapshot, language)
      .filter(({ value }) => value)
      .map(({ id, value }) => [id, value?.(snapshot) ?? null]),
  );
}
