import type { QuarterHour, Snapshot } from '../house/index.ts';

type Fields = Record<string, number | boolean | null>;
type Tags = Record<string, string>;

/** Powers, prices and SoCs of the moment, in InfluxDB's line protocol; empty where nothing was read. */
export function linesOfMoment({ power, battery, loadpoints, publishedAt }: Snapshot): string[] {
  const at = power?.observedAt ?? publishedAt;
  const cars = loadpoints.map(({ id, powerKw, vehicleSocPercent, charging, connected }) =>
    line(
      'loadpoint',
      { loadpoint: id },
      { power_kw: powerKw, soc_percent: vehicleSocPercent, charging, connected },
      at,
    ),
  );
  const house = line(
    'house',
    {},
    {
      grid_kw: power?.gridKw ?? null,
      pv_kw: power?.pvKw ?? null,
      home_kw: power?.homeKw ?? null,
      battery_kw: power?.batteryKw ?? null,
      cars_kw: power?.carsKw ?? null,
      import_price_per_kwh: power?.importPricePerKwh ?? null,
      feed_in_price_per_kwh: power?.feedInPricePerKwh ?? null,
      battery_soc_percent: battery?.socPercent ?? null,
    },
    at,
  );
  return [house, ...cars].filter((text) => text !== null);
}

/** What a finished quarter of an hour brought. */
export function lineOfQuarter({ start, end: _end, ...measured }: QuarterHour): string | null {
  const fields: Fields = Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [snake(name), typeof value === 'number' ? value : null]),
  );
  return line('quarter_hour', {}, fields, start);
}

/** A line; `null` where no field is known, which InfluxDB would refuse. Times are in ms. */
export function line(measurement: string, tags: Tags, fields: Fields, at: number): string | null {
  const known = Object.entries(fields).filter(
    ([, value]) => typeof value === 'boolean' || (value !== null && Number.isFinite(value)),
  );
  if (known.length === 0) return null;
  const tagText = Object.entries(tags).map(([name, value]) => `,${name}=${escapedTag(value)}`);
  return `smartload_${measurement}${tagText.join('')} ${known.map(([name, value]) => `${name}=${value}`).join(',')} ${Math.round(at)}`;
}

/** An empty tag is refused, and a line break would begin another line. */
function escapedTag(value: string): string {
  return value.replace(/[\r\n]/g, ' ').replace(/[\\, =]/g, (character) => `\\${character}`) || '-';
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
