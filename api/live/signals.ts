import type { Snapshot, Text } from '../house/index.ts';
import type { ReadyEvent, SignalEvent, SnapshotEvent } from './messages.ts';

/** Where a reader stands, and when it is told so. */
export type Standing = Pick<ReadyEvent, 'sequence' | 'instanceId' | 'at'>;

const TEXTS = {
  resumed: {
    de: 'Verbunden; es geht weiter, wo es aufhörte.',
    en: 'Connected; it goes on where it broke off.',
  },
  anew: { de: 'Verbunden; der ganze Stand folgt.', en: 'Connected; the whole state follows.' },
  snapshot: { de: 'Der ganze Stand.', en: 'The whole state.' },
  heartbeat: { de: 'Verbunden; nichts Neues.', en: 'Connected; nothing new.' },
  resync: {
    de: 'Es wartete zu viel; bitte neu verbinden, das Versäumte kommt dann nach.',
    en: 'Too much was waiting; please connect again, what was missed will follow then.',
  },
} satisfies Record<string, Text>;

export function ready(standing: Standing, resumed: boolean): ReadyEvent {
  const message = resumed ? TEXTS.resumed : TEXTS.anew;
  return { ...standing, type: 'READY', subject: null, message, resumed };
}

export function wholeState(standing: Standing, snapshot: Snapshot): SnapshotEvent {
  return { ...standing, type: 'SNAPSHOT', subject: null, message: TEXTS.snapshot, snapshot };
}

export function heartbeat(standing: Standing): SignalEvent {
  return { ...standing, type: 'HEARTBEAT', subject: null, message: TEXTS.heartbeat };
}

export function resync(standing: Standing): SignalEvent {
  return { ...standing, type: 'RESYNC', subject: null, message: TEXTS.resync };
}
