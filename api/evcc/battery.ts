import { z } from 'zod';
import type { BatteryDevice, BatteryState } from '../house/index.ts';
import { flag, kilo, listOf, maybeFlag, number, numberOrNone, text } from './wire.ts';

const device = z.object({
  name: text,
  title: text,
  power: kilo,
  soc: number,
  capacity: numberOrNone,
  controllable: flag,
});

const mode = z.enum(['unknown', 'normal', 'hold', 'charge', 'holdcharge']).catch('unknown');

/** The site's keys about batteries: one object since 0.301, an array beside flat keys before. */
export const batteryKeys = {
  battery: z
    .union([
      z.array(device.nullable().catch(null)),
      z.object({ power: kilo, soc: number, capacity: numberOrNone, devices: listOf(device) }),
    ])
    .nullable()
    .catch(null),
  batteryConfigured: maybeFlag,
  batteryPower: kilo,
  batterySoc: number,
  batteryCapacity: numberOrNone,
  batteryMode: mode,
  batteryModeExternal: mode.optional(),
  batteryDischargeControl: maybeFlag,
  batteryGridChargeActive: maybeFlag,
  prioritySoc: number,
  bufferSoc: number,
  bufferStartSoc: number,
};

const batteryShape = z.object(batteryKeys);
type BatteryKeys = z.infer<typeof batteryShape>;

/** All batteries of a site; `null` where it has none or evcc has not read them yet. */
export function decodeBattery(site: BatteryKeys): BatteryState | null {
  const whole = totals(site);
  if (site.batteryConfigured === false || whole.devices?.length === 0) return null;
  if (whole.devices === null && whole.power === null && whole.soc === null) return null;

  const { batteryModeExternal: externalMode = 'unknown' } = site;
  const devices = (whole.devices ?? []).flatMap((raw, index) => (raw ? [decodeDevice(raw, index)] : []));
  return {
    powerKw: whole.power,
    socPercent: whole.soc,
    capacityKwh: knownCapacity(whole.capacity, devices),
    controllable: devices.some(({ controllable }) => controllable),
    devices,
    mode: site.batteryMode,
    externalMode: externalMode === 'unknown' ? null : externalMode,
    wasSteered: site.batteryModeExternal !== undefined,
    dischargeControl: site.batteryDischargeControl,
    gridChargeActive: site.batteryGridChargeActive,
    prioritySocPercent: site.prioritySoc,
    bufferSocPercent: site.bufferSoc,
    bufferStartSocPercent: site.bufferStartSoc,
  };
}

/** The sums over all batteries and the single ones, from either form. */
function totals(site: BatteryKeys) {
  const { battery } = site;
  if (battery !== null && !Array.isArray(battery)) return battery;
  return {
    power: site.batteryPower,
    soc: site.batterySoc,
    capacity: site.batteryCapacity,
    devices: battery,
  };
}

function decodeDevice(raw: z.infer<typeof device>, index: number): BatteryDevice {
  return {
    name: raw.name ?? `battery-${index + 1}`,
    title: raw.title,
    powerKw: raw.power,
    socPercent: raw.soc,
    capacityKwh: raw.capacity,
    controllable: raw.controllable,
  };
}

/** evcc counts a battery of unknown capacity as 1, so a total that equals their number says nothing. */
function knownCapacity(totalKwh: number | null, devices: BatteryDevice[]): number | null {
  const allKnown = devices.length > 0 && devices.every(({ capacityKwh }) => capacityKwh !== null);
  return !allKnown && totalKwh === Math.max(1, devices.length) ? null : totalKwh;
}
