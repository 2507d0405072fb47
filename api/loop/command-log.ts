import type { Store } from '../history/index.ts';
import type { Command } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';

const SHOWN = 20;

/** The newest commands to evcc; each and every change of one is kept and told. */
export interface CommandLog {
  /** Newest first. */
  list(): Command[];
  record(command: Command): void;
}

export function createCommandLog(store: Store, emit: (event: NewEvent) => void): CommandLog {
  let commands = store.commands(SHOWN);
  return {
    list: () => commands,
    record(command) {
      const before = commands.find((other) => other.id === command.id);
      store.recordCommand(command);
      commands = [command, ...commands.filter((other) => other.id !== command.id)].slice(0, SHOWN);
      const { request, state, subject } = command;
      if (before?.state === state && before.attempts === command.attempts) return;
      emit({
        type: 'COMMAND',
        subject,
        message: { de: `${request}: ${STATE_NAMES.de[state]}`, en: `${request}: ${STATE_NAMES.en[state]}` },
        payload: { kind: 'COMMAND', command },
      });
    },
  };
}

const STATE_NAMES = {
  de: { SENT: 'gesendet', CONFIRMED: 'bestätigt', FAILED: 'gescheitert', UNCONFIRMED: 'unbestätigt' },
  en: { SENT: 'sent', CONFIRMED: 'confirmed', FAILED: 'failed', UNCONFIRMED: 'unconfirmed' },
} as const;
