import type { Finding } from '../house/index.ts';

/** A file that was named beside `--demo`. */
export function unreadInDemo(path: string): Finding {
  return {
    field: 'config',
    value: path,
    severity: 'WARNING',
    message: {
      de: `Mit --demo läuft das virtuelle Haus: ${path} wird nicht gelesen, auch nicht für MQTT oder InfluxDB.`,
      en: `With --demo the virtual house is run: ${path} is not read, neither for MQTT nor for InfluxDB.`,
    },
    suggestion: {
      de: '--demo weglassen, um nach der Datei zu steuern.',
      en: 'Leave --demo out to steer by the file.',
    },
  };
}

/** Options that were given beside `--demo`, as they were written. */
export function unusedInDemo(written: readonly string[]): Finding {
  const names = written.join(', ');
  return {
    field: '--demo',
    value: names,
    severity: 'WARNING',
    message: {
      de: `Mit --demo läuft das virtuelle Haus; dafür gilt nicht: ${names}.`,
      en: `With --demo the virtual house is run; not used for it: ${names}.`,
    },
    suggestion: {
      de: '--demo weglassen, damit es für das eigene Haus gilt.',
      en: 'Leave --demo out to have it count for your own house.',
    },
  };
}
