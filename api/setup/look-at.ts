import { decodeRates, decodeState, EvccError, type TariffName } from '../evcc/index.ts';
import type { ActionResult, FoundEvcc, Refusal, SiteState } from '../house/index.ts';
import { getAtHome, type NoAnswer } from './get-at-home.ts';
import { notAtHome, readAddress, shortened } from './typed-address.ts';

/** Looks whether evcc is at an address, and what it has there; nothing is written, and nobody logs in. */
export async function lookAt(typed: string): Promise<ActionResult<FoundEvcc>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const base = shortened(address.value);
  const answer = await getAtHome(new URL(`${base}/api/state`));
  if (!answer.ok) return refusalOf(answer.why, base);
  const state = stateIn(answer.body);
  if (!state) return refusalOf('OTHER', base);
  const has = (tariff: TariffName) => hasRates(base, tariff);
  const [grid, feedIn, solar] = await Promise.all([has('grid'), has('feedin'), has('solar')]);
  return { ok: true, value: { address: base, ...inShort(state), tariffs: { grid, feedIn, solar } } };
}

function stateIn(body: unknown): SiteState | null {
  try {
    // Nobody asks when it was read.
    return decodeState(body, 0);
  } catch (error) {
    if (error instanceof EvccError) return null;
    throw error;
  }
}

function inShort({ evccVersion, title, loadpoints, battery, pvPowerKw }: SiteState) {
  return {
    version: evccVersion,
    siteTitle: title,
    loadpoints: loadpoints.map((loadpoint) => ({
      title: loadpoint.title,
      vehicleTitle: loadpoint.vehicleTitle,
    })),
    battery: battery && {
      socPercent: battery.socPercent,
      capacityKwh: battery.capacityKwh,
      controllable: battery.controllable,
    },
    hasPv: pvPowerKw !== null,
  };
}

async function hasRates(base: string, tariff: TariffName): Promise<boolean> {
  const answer = await getAtHome(new URL(`${base}/api/tariff/${tariff}`));
  try {
    return answer.ok && decodeRates(answer.body, tariff).some(({ value }) => Number.isFinite(value));
  } catch (error) {
    if (error instanceof EvccError) return false;
    throw error;
  }
}

function refusalOf(why: NoAnswer, base: string): Refusal {
  if (why === 'NOT_AT_HOME') return notAtHome();
  const said = {
    SILENT: {
      de: `Unter ${base} antwortet niemand. Läuft evcc, und stimmen Name und Port?`,
      en: `Nobody answers at ${base}. Is evcc running, and are name and port right?`,
    },
    LOCKED: {
      de: `Vor ${base} steht eine Anmeldung. Benutzer und Passwort gehören in die Optionen evcc_user und evcc_password.`,
      en: `There is a login before ${base}. User and password belong into the options evcc_user and evcc_password.`,
    },
    OTHER: {
      de: `Unter ${base} antwortet etwas anderes als evcc. Üblich ist der Port 7070.`,
      en: `Something other than evcc answers at ${base}. Its port usually is 7070.`,
    },
  };
  const code = why === 'OTHER' ? 'INVALID_VALUE' : 'EVCC_UNREACHABLE';
  return { ok: false, code, field: 'address', message: said[why] };
}
