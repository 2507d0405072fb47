import type { BatteryMode, LoadpointState, Text } from '../house/index.ts';

/** evcc's automatic optimiser steers. */
export const OPTIMIZER: Text = {
  de: 'evccs eigener Optimierer steuert selbst. Smartload hält sich zurück, bis er ausgeschaltet wird.',
  en: "evcc's own optimizer is steering. Smartload stands back until it is switched off.",
};

/** A mode of ours became another one. */
export function takenBack(loadpoint: LoadpointState): Text {
  return {
    de: `Jemand hat den Modus auf „${MODE_NAMES.de[loadpoint.mode]}“ zurückgestellt. Smartload lässt den Ladepunkt in Ruhe, bis das Auto absteckt.`,
    en: `Somebody set the mode back to "${MODE_NAMES.en[loadpoint.mode]}". Smartload leaves this loadpoint alone until the car is unplugged.`,
  };
}

/** Fast or off, and not by us. */
export function forced({ mode }: LoadpointState): Text {
  const target = {
    de: mode === 'now' ? ', das Ziel erreicht' : '',
    en: mode === 'now' ? ', the target is reached' : '',
  };
  return {
    de: `In evcc steht der Modus auf „${MODE_NAMES.de[mode]}“. Smartload übernimmt wieder, sobald dort PV oder Min+PV gewählt${target.de} oder das Auto abgesteckt ist.`,
    en: `The mode in evcc is "${MODE_NAMES.en[mode]}". Smartload takes over again once PV or Min+PV is chosen there${target.en} or the car is unplugged.`,
  };
}

/** Our plan in evcc is gone. */
export const PLAN_DELETED: Text = {
  de: 'Jemand hat den Ladeplan in evcc gelöscht. Smartload lässt den Ladepunkt in Ruhe, bis das Auto absteckt oder jemand eine Abfahrt setzt.',
  en: 'Somebody deleted the charging plan in evcc. Smartload leaves this loadpoint alone until the car is unplugged or somebody sets a departure.',
};

/** An external battery mode that is not ours. */
export function foreignBatteryMode(mode: BatteryMode): Text {
  return {
    de: `Jemand anders hat die Batterie in evcc auf „${BATTERY_MODE_NAMES.de[mode]}“ gestellt. Smartload übernimmt wieder, wenn das abgelaufen ist.`,
    en: `Somebody else has set the battery to "${BATTERY_MODE_NAMES.en[mode]}" in evcc. Smartload takes over again when that has expired.`,
  };
}

const MODE_NAMES = {
  de: { off: 'Aus', pv: 'PV', minpv: 'Min+PV', now: 'Schnell' },
  en: { off: 'Off', pv: 'PV', minpv: 'Min+PV', now: 'Fast' },
} as const;

const BATTERY_MODE_NAMES: Record<'de' | 'en', Record<BatteryMode, string>> = {
  de: {
    unknown: 'normal',
    normal: 'normal',
    hold: 'Entladesperre',
    charge: 'Netzladen',
    holdcharge: 'Ladesperre',
  },
  en: {
    unknown: 'normal',
    normal: 'normal',
    hold: 'discharge lock',
    charge: 'grid charging',
    holdcharge: 'charge lock',
  },
};
