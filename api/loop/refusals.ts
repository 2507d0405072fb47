import type { LoadpointState, Refusal, SiteState, Text } from '../house/index.ts';

/** evcc was not read yet. */
export const NOT_READY: Refusal = {
  ok: false,
  code: 'NOT_READY',
  field: null,
  message: {
    de: 'Smartload hat evcc noch nicht gelesen. Bitte gleich noch einmal versuchen.',
    en: 'Smartload has not read evcc yet. Please try again in a moment.',
  },
};

/** There is no such loadpoint; the answer names those that there are. */
export function unknownLoadpoint(loadpoint: string, site: SiteState): Refusal {
  const known = site.loadpoints.map((candidate) => candidate.name).join(', ') || '–';
  return {
    ok: false,
    code: 'UNKNOWN_LOADPOINT',
    field: 'loadpoint',
    message: {
      de: `Einen Ladepunkt „${loadpoint}“ gibt es nicht. Bekannt sind: ${known}.`,
      en: `There is no loadpoint "${loadpoint}". Known are: ${known}.`,
    },
  };
}

/** No car is plugged in there. */
export function noCar({ title }: LoadpointState): Refusal {
  return {
    ok: false,
    code: 'NO_CAR',
    field: 'loadpoint',
    message: {
      de: `An „${title}“ ist kein Auto angesteckt.`,
      en: `No car is plugged in at "${title}".`,
    },
  };
}

/** A value that cannot be. */
export function invalid(field: string, message: Text): Refusal {
  return { ok: false, code: 'INVALID_VALUE', field, message };
}

/** A number outside its range. */
export function outOfRange(field: string, found: number, min: number, max: number): Refusal {
  return invalid(field, {
    de: `${field}: gefunden ${found}, erlaubt ${min} bis ${max}.`,
    en: `${field}: found ${found}, allowed ${min} to ${max}.`,
  });
}

/** Two targets of which nobody said which counts; `null` = there are not. */
export function twoTargets(targetSocPercent: number | null, targetEnergyKwh: number | null): Refusal | null {
  if (targetSocPercent === null || targetEnergyKwh === null) return null;
  return invalid('targetEnergyKwh', {
    de: 'targetSocPercent und targetEnergyKwh sind beide gesetzt, nur eines gilt. Bitte targetSocPercent angeben, für ein Auto ohne bekannten Ladestand targetEnergyKwh.',
    en: 'targetSocPercent and targetEnergyKwh are both set, only one counts. Give targetSocPercent, or for a car without a known state of charge targetEnergyKwh.',
  });
}

/** There is no such car; the answer names those that there are. */
export function unknownVehicle(vehicle: string, site: SiteState): Refusal {
  const known = site.vehicles.map(({ name }) => name).join(', ') || '–';
  return {
    ok: false,
    code: 'UNKNOWN_VEHICLE',
    field: 'vehicle',
    message: {
      de: `Ein Auto „${vehicle}“ kennt evcc nicht. Bekannt sind: ${known}.`,
      en: `evcc knows no car "${vehicle}". Known are: ${known}.`,
    },
  };
}

/** There are no such slots any more. */
export function unknownOverride(id: string): Refusal {
  return {
    ok: false,
    code: 'UNKNOWN_OVERRIDE',
    field: 'id',
    message: {
      de: `Eine Vorgabe „${id}“ gibt es nicht oder nicht mehr.`,
      en: `There is no override "${id}", or no longer.`,
    },
  };
}
