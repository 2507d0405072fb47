import type { Instant, Override, SlotAction, SlotOverride, Text } from '../house/index.ts';
import type { ControlState, StoredSlotOverride } from './state.ts';
import { takenOver } from './take-over.ts';

/** What belongs to the running slot for a target; of several the newest. */
export function slotOverrideNow(
  { slotOverrides }: Pick<ControlState, 'slotOverrides'>,
  target: string,
  now: Instant,
): StoredSlotOverride | null {
  const running = slotOverrides.filter(
    (slots) => slots.target === target && slots.start <= now && now < slots.end,
  );
  return running.reduce<StoredSlotOverride | null>(
    (newest, slots) => (newest && newest.since > slots.since ? newest : slots),
    null,
  );
}

/**
 * With what a person decided last: it replaces what was decided before for the same target at the same time. What is
 * left of that before and after it still counts, and taking the new one back restores nothing.
 *
 * @param newId names what comes after it, where it lies within an earlier one
 */
export function withSlotOverride(
  control: ControlState,
  slots: StoredSlotOverride,
  newId: () => string,
): ControlState {
  const left = control.slotOverrides.flatMap((earlier) => {
    const isApart = earlier.end <= slots.start || slots.end <= earlier.start;
    if (earlier.target !== slots.target || isApart) return [earlier];
    const before = { ...earlier, end: slots.start };
    const after = { ...earlier, start: slots.end };
    const lastsBefore = before.start < before.end && before.end > slots.since;
    const lastsAfter = after.start < after.end;
    if (lastsBefore && lastsAfter) return [before, { ...after, id: newId() }];
    return lastsBefore ? [before] : lastsAfter ? [after] : [];
  });
  return { ...control, slotOverrides: [...left, slots] };
}

/** Whether one is what another left of it. */
export function isLeftOf(part: StoredSlotOverride, whole: StoredSlotOverride): boolean {
  const same = part.target === whole.target && part.action === whole.action && part.since === whole.since;
  return same && whole.start <= part.start && part.end <= whole.end;
}

/** As people see it. */
export function slotOverrideView(slots: StoredSlotOverride): SlotOverride {
  return { ...slots, message: message(slots) };
}

/** As the reason why a loadpoint is not planned. */
export function slotsOverride(slots: StoredSlotOverride): Override {
  const { start, end } = slots;
  return { kind: 'SLOTS', since: start, until: end, targetSocPercent: null, message: message(slots) };
}

/** Wishes for slots that begin now count more than what was changed in evcc before somebody asked for them. */
export function withSlotsBegun(
  control: ControlState,
  modes: ReadonlyMap<string, 'off' | 'pv' | 'minpv' | 'now'>,
  now: Instant,
): ControlState {
  return [...modes].reduce((state, [name, mode]) => {
    const slots = slotOverrideNow(state, name, now);
    const changed = state.overrides[name]?.override;
    const older = changed?.kind === 'PERSON' && slots && changed.since < slots.since;
    return older && slots.action !== 'RELEASE' ? takenOver(state, name, mode) : state;
  }, control);
}

const TEXTS: Record<'BATTERY' | 'CAR', Record<SlotAction, Text>> = {
  BATTERY: {
    CHARGE: {
      de: 'Jemand hat bestimmt, dass die Batterie in dieser Zeit lädt, auch aus dem Netz.',
      en: 'Somebody decided that the battery charges at this time, from the grid too.',
    },
    HOLD: {
      de: 'Jemand hat bestimmt, dass die Batterie in dieser Zeit nichts abgibt.',
      en: 'Somebody decided that the battery gives nothing at this time.',
    },
    RELEASE: {
      de: 'Jemand hat die Batterie für diese Zeit freigegeben: evcc steuert sie allein.',
      en: 'Somebody released the battery for this time: evcc is on its own with it.',
    },
  },
  CAR: {
    CHARGE: {
      de: 'Jemand hat bestimmt, dass das Auto in dieser Zeit mit voller Leistung lädt.',
      en: 'Somebody decided that the car charges at full power at this time.',
    },
    HOLD: {
      de: 'Jemand hat bestimmt, dass das Auto in dieser Zeit höchstens Überschuss der Sonne lädt.',
      en: 'Somebody decided that the car charges from surplus of the sun at most at this time.',
    },
    RELEASE: {
      de: 'Jemand hat den Ladepunkt für diese Zeit freigegeben: evcc steuert ihn allein.',
      en: 'Somebody released the loadpoint for this time: evcc is on its own with it.',
    },
  },
};

function message({ target, action }: StoredSlotOverride): Text {
  return TEXTS[target === 'battery' ? 'BATTERY' : 'CAR'][action];
}
