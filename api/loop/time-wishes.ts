import { randomUUID } from 'node:crypto';
import { type Controller, paused, pauseView, slotOverrideView, withSlotOverride } from '../control/index.ts';
import {
  type Clock,
  type ControlView,
  DAY_MS,
  type LoopActions,
  type Refusal,
  type SiteState,
  SLOT_MS,
  type SlotRequest,
} from '../house/index.ts';
import { invalid, NOT_READY, unknownLoadpoint, unknownOverride } from './refusals.ts';

const LONGEST_PAUSE_DAYS = 90;
const LONGEST_AHEAD_DAYS = 7;
/** More than anybody sets by hand; each is looked at in every cycle. */
const MOST_SLOT_OVERRIDES = 100;

type TimeWishes = Pick<LoopActions, 'pauseControl' | 'resumeControl' | 'overrideSlots' | 'clearSlotOverride'>;

/** What people decide for some time: that everything rests, or what a battery or a loadpoint does. */
export function timeWishes({
  clock,
  controller,
  site,
  shown,
  apply,
}: {
  clock: Clock;
  controller: Controller;
  site: () => SiteState | null;
  shown: () => ControlView;
  apply: () => Promise<void>;
}): TimeWishes {
  return {
    async pauseControl(until) {
      const now = clock.now();
      if (until !== null && !(until > now && until <= now + LONGEST_PAUSE_DAYS * DAY_MS))
        return invalid('until', {
          de: `Das Ende der Pause muss in der Zukunft liegen, höchstens ${LONGEST_PAUSE_DAYS} Tage voraus. Ohne Ende gilt sie, bis sie aufgehoben wird.`,
          en: `The pause must end in the future, at most ${LONGEST_PAUSE_DAYS} days ahead. Without an end it lasts until it is taken back.`,
        });
      controller.change((control) => paused(control, now, until));
      await apply();
      const value = pauseView(controller.state());
      return value ? { ok: true, value } : NOT_READY;
    },

    async resumeControl() {
      controller.change((control) => ({ ...control, pause: null }));
      await apply();
      return { ok: true, value: shown() };
    },

    async overrideSlots(request) {
      const reading = site();
      if (!reading) return NOT_READY;
      const now = clock.now();
      const refusal =
        checkTarget(request, reading) ??
        checkTimes(request, now) ??
        checkRoom(controller.state().slotOverrides.length);
      if (refusal) return refusal;
      const { target, action, start, end } = request;
      const slots = { id: randomUUID(), target, action, start, end, since: now };
      controller.change((control) => withSlotOverride(control, slots, randomUUID));
      await apply();
      return { ok: true, value: slotOverrideView(slots) };
    },

    async clearSlotOverride(id) {
      const found = controller.state().slotOverrides.find((slots) => slots.id === id);
      if (!found) return unknownOverride(id);
      controller.change((control) => ({
        ...control,
        slotOverrides: control.slotOverrides.filter((slots) => slots.id !== id),
      }));
      await apply();
      return { ok: true, value: slotOverrideView(found) };
    },
  };
}

function checkTarget({ target }: SlotRequest, site: SiteState): Refusal | null {
  if (target !== 'battery')
    return site.loadpoints.some(({ name }) => name === target)
      ? null
      : { ...unknownLoadpoint(target, site), field: 'target' };
  if (site.battery?.controllable) return null;
  return invalid('target', {
    de: 'Dieses Haus hat keine Batterie, die evcc steuern kann.',
    en: 'This house has no battery that evcc can control.',
  });
}

function checkTimes({ start, end }: SlotRequest, now: number): Refusal | null {
  if (!(end > now && end > start))
    return invalid('end', {
      de: 'Das Ende muss in der Zukunft und nach dem Beginn liegen.',
      en: 'The end must lie in the future and after the start.',
    });
  if (end > now + LONGEST_AHEAD_DAYS * DAY_MS)
    return invalid('end', {
      de: `Das Ende darf höchstens ${LONGEST_AHEAD_DAYS} Tage voraus liegen.`,
      en: `The end may lie at most ${LONGEST_AHEAD_DAYS} days ahead.`,
    });
  if (start < now - SLOT_MS)
    return invalid('start', {
      de: 'Der Beginn liegt in der Vergangenheit. Erlaubt ist ab der laufenden Viertelstunde.',
      en: 'The start lies in the past. Allowed is from the running quarter of an hour on.',
    });
  return null;
}

function checkRoom(count: number): Refusal | null {
  if (count < MOST_SLOT_OVERRIDES) return null;
  return invalid('start', {
    de: `Es gibt schon ${count} Vorgaben. Bitte zuerst welche löschen.`,
    en: `There are ${count} overrides already. Please clear some first.`,
  });
}
