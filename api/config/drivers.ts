import { z } from 'zod';
import type { DriverSettings, Text } from '../house/index.ts';
import { A_LIST, A_NAME, type Entry, isSet, LEFT_OUT, NOTHING, type Report } from './entries.ts';
import { unusableEntry } from './findings.ts';
import { textReader } from './option.ts';

/**
 * A person of `drivers.yaml`, who drives the cars named, or all where none is; `null`, with a finding, where it cannot
 * be told who drives what.
 */
export function driver(path: string, entry: Entry, report: Report): DriverSettings | null {
  const name = textReader.safeParse(entry.name).data;
  if (!name) {
    report.findings.push(unusableEntry(`${path}.name`, entry.name, A_NAME, LEFT_OUT));
    return null;
  }
  const cars = entry.vehicles;
  const vehicles = z.array(textReader).safeParse(typeof cars === 'string' ? [cars] : (cars ?? [])).data;
  if (!vehicles) {
    report.findings.push(unusableEntry(`${path}.vehicles`, cars, A_LIST, LEFT_OUT));
    return null;
  }
  return {
    name,
    vehicles,
    telegramChatId: textReader.safeParse(entry.telegram_chat_id).data || null,
    homeAssistantService: wayAt('home_assistant_notify', HOME_ASSISTANT, path, entry, report),
    ntfyUrl: wayAt('ntfy_url', NTFY, path, entry, report),
  };
}

/** A way to reach somebody. */
interface Way {
  isSound(written: string): boolean;
  allowed: Text;
}

const HOME_ASSISTANT: Way = {
  isSound: (written) => /^(notify[./])?\w{1,100}$/.test(written),
  allowed: { de: 'ein Name wie mobile_app_pixel', en: 'a name such as mobile_app_pixel' },
};
const NTFY: Way = {
  isSound: (written) => /^https?:$/.test(URL.parse(written)?.protocol ?? ''),
  allowed: {
    de: 'eine Adresse wie https://ntfy.sh/mein-thema',
    en: 'an address such as https://ntfy.sh/my-topic',
  },
};

/** What leads to somebody may be secret, and is not shown. */
function wayAt(key: string, way: Way, path: string, entry: Entry, report: Report): string | null {
  if (!isSet(entry[key])) return null;
  const written = textReader.safeParse(entry[key]).data ?? '';
  if (way.isSound(written)) return written;
  report.findings.push(unusableEntry(`${path}.${key}`, '…', way.allowed, NOTHING));
  return null;
}
