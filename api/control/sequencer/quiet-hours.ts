import { fromLocalTime, type Instant, localTime, type Settings, type Slot } from '../../house/index.ts';

type QuietSettings = Pick<Settings, 'quietHours' | 'timeZone'>;

/** Whether nobody is to be asked for anything at `at`. */
export function isQuiet({ quietHours, timeZone }: QuietSettings, at: Instant): boolean {
  const { enabled, startHour, endHour } = quietHours;
  if (!enabled) return false;
  const { hour } = localTime(at, timeZone);
  return startHour < endHour ? hour >= startHour && hour < endHour : hour >= startHour || hour < endHour;
}

/** `at`, or the end of the quiet hours that it lies in. */
export function afterQuiet(settings: QuietSettings, at: Instant): Instant {
  return isQuiet(settings, at) ? nextHour(settings, at, settings.quietHours.endHour) : at;
}

/** When the quiet hours begin next; `null` where there are none. */
export function nextQuietStart(settings: QuietSettings, at: Instant): Instant | null {
  return settings.quietHours.enabled ? nextHour(settings, at, settings.quietHours.startHour) : null;
}

/** The quiet hours between two instants, in order. */
export function quietSpans(settings: QuietSettings, from: Instant, to: Instant): Slot[] {
  const spans: Slot[] = [];
  for (let at: Instant | null = from; at !== null && at < to; ) {
    const end = Math.min(to, afterQuiet(settings, at));
    if (end > at) spans.push({ start: at, end });
    at = end > at ? end : nextQuietStart(settings, at);
  }
  return spans;
}

function nextHour({ timeZone }: QuietSettings, at: Instant, hour: number): Instant {
  const { year, month, day } = localTime(at, timeZone);
  const today = fromLocalTime({ year, month, day, hour }, timeZone);
  return today > at ? today : fromLocalTime({ year, month, day: day + 1, hour }, timeZone);
}
