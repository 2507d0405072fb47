import type { Instant, Notice, Text } from '../house/index.ts';
import type { ReplacedDatabase } from './database.ts';
import type { SalvagedTable } from './salvage.ts';

const NAMES = new Map<string, Text>([
  ['settings', { de: 'Einstellungen', en: 'settings' }],
  ['quarterHours', { de: 'Viertelstunden', en: 'quarter-hours' }],
  ['cycles', { de: 'Durchläufe', en: 'cycles' }],
  ['commands', { de: 'Befehle', en: 'commands' }],
  ['events', { de: 'Ereignisse', en: 'events' }],
]);

/** Says that a damaged file was set aside, and what of it is in the new one. */
export function replacedNotice(replaced: ReplacedDatabase, since: Instant): Notice {
  const { setAside, fault, salvaged } = replaced;
  const isWhole = salvaged?.every((table) => table.isWhole) ?? false;
  const rest = salvaged === null ? NOTHING_LEFT : isWhole ? NOTHING_MISSING : leftOf(salvaged);
  return {
    code: isWhole ? 'DATABASE_REPAIRED' : 'DATABASE_DAMAGED',
    severity: isWhole ? 'WARNING' : 'ERROR',
    since,
    message: {
      de: `Die Datenbank war beschädigt (${fault.de}). Sie liegt jetzt als ${setAside} daneben, und eine neue wurde begonnen: ${rest.de}`,
      en: `The database was damaged (${fault.en}). It was set aside as ${setAside} and a new one was begun: ${rest.en}`,
    },
  };
}

const NOTHING_MISSING: Text = {
  de: 'Alles wurde übernommen, es fehlt nichts. Bitte den Datenträger prüfen.',
  en: 'Everything was taken over, nothing is missing. Check the disk.',
};

const NOTHING_LEFT: Text = {
  de: 'Verlauf und Einstellungen fangen von vorn an. Bitte den Datenträger prüfen; eine Sicherung spielt npm run restore ein.',
  en: 'History and settings start over. Check the disk; npm run restore brings a backup back.',
};

function leftOf(salvaged: readonly SalvagedTable[]): Text {
  const taken = listed(salvaged, ({ rows }) => `${rows} `);
  const torn = listed(
    salvaged.filter(({ isWhole }) => !isWhole),
    () => '',
  );
  return {
    de: `Übernommen wurden ${taken.de}; nicht alles zu lesen war bei: ${torn.de}. Bitte den Datenträger prüfen; eine Sicherung spielt npm run restore ein.`,
    en: `${taken.en} were taken over; not all could be read of: ${torn.en}. Check the disk; npm run restore brings a backup back.`,
  };
}

function listed(tables: readonly SalvagedTable[], before: (table: SalvagedTable) => string): Text {
  const inWords = (language: 'de' | 'en') =>
    tables.map((table) => before(table) + (NAMES.get(table.name)?.[language] ?? table.name)).join(', ');
  return { de: inWords('de'), en: inWords('en') };
}
