import type { MqttClient } from 'mqtt';
import type { Actions, Language, Snapshot } from '../house/index.ts';
import { createAnnounced } from './announced.ts';
import { BIRTH_TOPIC, discoveryOf, stateOf, topicsOf } from './discovery.ts';
import { entitiesOf } from './entities.ts';
import { planOf } from './plan-attributes.ts';

/** At most so often; people see the page for what moves faster. */
const PAUSE_MS = 2000;
/** Also where nothing changes, so that values that expire do not. */
const REPEAT_MS = 120_000;
const GOODBYE_MS = 2000;
const MAX_PAYLOAD_BYTES = 256;
const MAX_ANNOUNCEMENT_BYTES = 1_000_000;
/** Longer than evcc takes to start, so that people keep what they set for an entity in Home Assistant. */
const PATIENCE_MS = 10 * 60_000;

export interface MqttOptions {
  /** Where the broker is, found out when it starts; `null` = there is none. Secret. */
  broker(): Promise<string | null>;
  /** Stays the same over restarts; lower case letters and digits. */
  houseId: string;
  language: Language;
  snapshot(): Snapshot;
  /** Tells of every newer snapshot. */
  snapshots(): AsyncIterable<Snapshot>;
  actions: Actions;
  /** For how long an entity has to be gone before Home Assistant is told to forget it; default 10 min. */
  patienceMs?: number;
  log(message: string): void;
}

/** The house as a device in Home Assistant. */
export interface Mqtt {
  /** Connects in the background and goes on trying; nothing waits for it. */
  start(): void;
  /** Says goodbye and disconnects. */
  stop(): Promise<void>;
}

/** Announces the house, keeps its state on the broker, and does what is asked for there. */
export function createMqtt(options: MqttOptions): Mqtt {
  const { houseId, language, snapshot, actions, log, patienceMs = PATIENCE_MS } = options;
  const topics = topicsOf(houseId);
  const stopping = new AbortController();
  let client: MqttClient | null = null;
  const announced = createAnnounced(patienceMs);
  /** The last of each retained message, so that nothing is sent that is there already. */
  const sent = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;

  async function connect(): Promise<void> {
    const url = await options.broker();
    if (url === null || stopping.signal.aborted) return;
    const { connect: open } = await import('mqtt');
    const { host } = new URL(url);
    client = open(url, {
      clientId: `smartload_${houseId}`,
      will: { topic: topics.status, payload: Buffer.from('offline'), qos: 1, retain: true },
      reconnectPeriod: 5000,
      connectTimeout: 10_000,
      resubscribe: false,
      queueQoSZero: false,
    });
    let reported = '';
    client.on('error', (error) => {
      if (error.message === reported) return;
      reported = error.message;
      log(`MQTT ${host}: ${error.message}`);
    });
    client.on('connect', () => {
      reported = '';
      log(`MQTT ${host}: connected`);
      client?.subscribe([BIRTH_TOPIC, topics.commands, topics.discovery], { qos: 1 });
      announce();
    });
    client.on('message', (topic, payload, packet) => receive(topic, payload, packet.retain));
    client.on('close', () => sent.clear());
    void follow();
  }

  /** Everything anew: after connecting, and when Home Assistant has started. */
  function announce(): void {
    sent.clear();
    publish(topics.status, 'online');
    tell();
  }

  function receive(topic: string, payload: Buffer, retained: boolean): void {
    if (topic === BIRTH_TOPIC) {
      if (payload.toString() === 'online') announce();
      return;
    }
    if (topic === topics.discovery) {
      // What comes back to us of what we say is not retained.
      if (retained && payload.length <= MAX_ANNOUNCEMENT_BYTES) announced.recall(payload.toString());
      return;
    }
    // A wish that lies on the broker since who knows when is none.
    if (retained || payload.length > MAX_PAYLOAD_BYTES) return;
    const entity = entitiesOf(snapshot(), language).find(({ id }) => id === topics.entityOf(topic));
    const asked = entity?.command?.(payload.toString(), actions);
    if (!entity || !asked) {
      log(`MQTT ${topic}: not understood`);
      return;
    }
    asked.then(
      (result) => {
        if (!result.ok) log(`MQTT ${entity.id}: ${result.message.en}`);
        // Also where it was refused: a switch in Home Assistant shows what was asked for until it hears what is.
        sent.delete(topics.state);
        tell();
      },
      (error: unknown) => log(`MQTT ${entity.id}: ${error instanceof Error ? error.message : error}`),
    );
  }

  function tell(): void {
    if (!client?.connected) return;
    const current = snapshot();
    const discovery = discoveryOf(current, houseId, language);
    for (const payload of announced.payloads(discovery, isWhole(current), performance.now()))
      publish(topics.discovery, payload);
    publish(topics.state, JSON.stringify(stateOf(current, language)));
    publish(topics.plan, JSON.stringify(planOf(current)));
  }

  function publish(topic: string, payload: string): void {
    if (!client?.connected || sent.get(topic) === payload) return;
    sent.set(topic, payload);
    client.publish(topic, payload, { qos: 1, retain: true }, (error) => {
      if (error) sent.delete(topic);
    });
  }

  /** Tells of what is new, each time after a pause in which more may come. */
  async function follow(): Promise<void> {
    const repeat = setInterval(() => {
      sent.delete(topics.state);
      tell();
    }, REPEAT_MS);
    stopping.signal.addEventListener('abort', () => clearInterval(repeat), { once: true });
    for await (const _newer of options.snapshots()) {
      if (stopping.signal.aborted) return;
      timer ??= setTimeout(() => {
        timer = null;
        tell();
      }, PAUSE_MS);
    }
  }

  return {
    start() {
      connect().catch((error: unknown) => log(`MQTT: ${error instanceof Error ? error.message : error}`));
    },
    async stop() {
      stopping.abort();
      if (timer) clearTimeout(timer);
      const leaving = client;
      client = null;
      if (!leaving) return;
      const late = new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
      if (leaving.connected)
        await Promise.race([
          leaving.publishAsync(topics.status, 'offline', { qos: 1, retain: true }),
          late,
        ]).catch(() => {});
      await Promise.race([leaving.endAsync(true), late]).catch(() => {});
    },
  };
}

/** Whether evcc was read: before that there are no loadpoints in a snapshot, and none is missing. */
function isWhole({ evccVersion, loadpoints }: Snapshot): boolean {
  return evccVersion !== null || loadpoints.length > 0;
}
