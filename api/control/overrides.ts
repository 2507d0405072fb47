import {
  HOUR_MS,
  type Instant,
  type LoadpointState,
  type Override,
  type SiteState,
  type Text,
} from '../house/index.ts';
import type { ControlState } from './state.ts';

type Overrides = ControlState['overrides'];

/**
 * Who has overridden us, from what evcc shows and what we know we changed. A change of ours that evcc does
 * not show yet is nobody's override: a mode says so itself (`awaiting`, which survives a crash), of the
 * battery mode `pending` tells it. A car that may be `leaving` changes nothing yet.
 *
 * - `now` or `off` that is not ours: a person's, as long as it is seen.
 * - `now` of ours that became something else while the car stayed: taken back, until the car leaves.
 * - an external battery mode that is not ours: somebody else steers, as long as it is seen.
 * - evcc's automatic optimiser: everything.
 *
 * What a person changed back is also forgotten as ours, so that nothing is "put back" over it.
 */
export function detectOverrides(
  site: SiteState,
  control: ControlState,
  { pending, leaving }: { pending: ReadonlySet<string>; leaving: ReadonlySet<string> },
  now: Instant,
): ControlState {
  const overrides: Overrides = {};
  const loadpoints = { ...control.loadpoints };
  for (const loadpoint of site.loadpoints) {
    if (loadpoint.isHeating) continue;
    const { name } = loadpoint;
    const before = control.overrides[name];
    if (leaving.has(name)) {
      if (before) overrides[name] = before;
      continue;
    }
    if (!loadpoint.connected) {
      // evcc resets mode and limits when a car leaves; nothing of these is ours any more, nor a person's.
      if (loadpoints[name]?.mode && loadpoint.mode !== 'now') {
        const { maxCurrentA, phases } = loadpoints[name];
        delete loadpoints[name];
        if (maxCurrentA || phases)
          loadpoints[name] = { ...(maxCurrentA && { maxCurrentA }), ...(phases && { phases }) };
      }
      continue;
    }
    const owned = loadpoints[name]?.mode;
    const underWay = owned?.awaiting !== undefined && [owned.original, owned.shown].includes(loadpoint.mode);
    if (underWay) {
      if (before) overrides[name] = before;
    } else if (owned && loadpoint.mode !== owned.ours) {
      const { mode: _taken, ...rest } = loadpoints[name] ?? {};
      loadpoints[name] = rest;
      overrides[name] = { sticky: true, override: person(now, takenBack(loadpoint)) };
    } else if (!owned && (loadpoint.mode === 'now' || loadpoint.mode === 'off')) {
      overrides[name] = seenAgain(before, person(now, forced(loadpoint)));
    } else if (before?.sticky) {
      overrides[name] = before;
    }
  }
  const external = site.battery?.externalMode ?? null;
  if (external !== null && external !== control.batteryMode && !pending.has('battery:mode'))
    overrides.battery = seenAgain(control.overrides.battery, person(now, foreignBatteryMode(external)));
  if (site.optimizerAutomatic)
    for (const subject of ['battery', ...site.loadpoints.map((loadpoint) => loadpoint.name)])
      overrides[subject] = seenAgain(control.overrides[subject], {
        ...person(now, OPTIMIZER),
        kind: 'OPTIMIZER',
      });
  for (const [subject, before] of Object.entries(control.overrides)) {
    const { kind, until } = before.override;
    if (kind === 'OPTIMIZER' && until !== null && until > now) overrides[subject] = before;
  }
  return { ...control, overrides, loadpoints };
}

/** evcc refused a write because its optimizer steers this: we leave it alone for an hour, then try again. */
export function stoodDown(control: ControlState, subject: string, now: Instant): ControlState {
  const override: Override = { ...person(now, OPTIMIZER), kind: 'OPTIMIZER', until: now + STOOD_DOWN_MS };
  return { ...control, overrides: { ...control.overrides, [subject]: { sticky: false, override } } };
}

const STOOD_DOWN_MS = HOUR_MS;

function person(since: Instant, message: Text): Override {
  return { kind: 'PERSON', since, until: null, targetSocPercent: null, message };
}

function seenAgain(before: Overrides[string] | undefined, override: Override): Overrides[string] {
  const same =
    before && before.override.kind === override.kind && before.override.message.de === override.message.de;
  return { sticky: false, override: same ? before.override : override };
}

const OPTIMIZER: Text = {
  de: 'evccs eigener Optimierer steuert selbst. Smartload hält sich zurück, bis er ausgeschaltet wird.',
  en: "evcc's own optimizer is steering. Smartload stands back until it is switched off.",
};

function takenBack(loadpoint: LoadpointState): Text {
  return {
    de: `Jemand hat den Modus auf „${MODE_NAMES.de[loadpoint.mode]}“ zurückgestellt. Smartload lässt den Ladepunkt in Ruhe, bis das Auto absteckt.`,
    en: `Somebody set the mode back to "${MODE_NAMES.en[loadpoint.mode]}". Smartload leaves this loadpoint alone until the car is unplugged.`,
  };
}

function forced(loadpoint: LoadpointState): Text {
  return {
    de: `In evcc steht der Modus auf „${MODE_NAMES.de[loadpoint.mode]}“. Smartload übernimmt wieder, sobald dort PV oder Min+PV gewählt ist.`,
    en: `The mode in evcc is "${MODE_NAMES.en[loadpoint.mode]}". Smartload takes over again once PV or Min+PV is chosen there.`,
  };
}

function foreignBatteryMode(mode: string): Text {
  return {
    de: `Jemand anders hat den Batteriemodus „${mode}“ gesetzt. Smartload übernimmt wieder, wenn er abgelaufen ist.`,
    en: `Somebody else has set the battery mode "${mode}". Smartload takes over again when it has expired.`,
  };
}

const MODE_NAMES = {
  de: { off: 'Aus', pv: 'PV', minpv: 'Min+PV', now: 'Schnell' },
  en: { off: 'Off', pv: 'PV', minpv: 'Min+PV', now: 'Fast' },
} as const;
