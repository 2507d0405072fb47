import { loadConfig } from '../config/index.ts';
import type { Settings } from '../house/index.ts';

/** The settings of a house that says nothing but where evcc is. */
export function testSettings(change: Partial<Settings> = {}): Settings {
  const { settings } = loadConfig({
    argv: ['--evcc-url', 'http://evcc.test:7070'],
    env: { TZ: 'Europe/Berlin' },
    files: { read: () => null },
  });
  if (!settings) throw new TypeError('the plainest configuration is rejected');
  return { ...settings, ...change };
}
