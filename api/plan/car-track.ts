import type { PlanCar, PlanInput } from '../house/index.ts';
import { slotHours } from './physics.ts';
import { type CarCourse, carCourse, lackedKwh } from './stays.ts';

/** What a car's powers come to. */
export interface CarTrack {
  /** Charged since the start of the plan, AC side, at the end of each slot. */
  energyKwh: number[];
  /** At the end of each slot, while it is away what it left with; `null` where unknown. */
  socPercent: (number | null)[];
  /** One for each stay. */
  stays: {
    /** What it lacks for its target or its trip when it leaves, AC side, kWh. */
    missingKwh: number;
    /** What it lacks for its minimum at the end of the stay, AC side, kWh. */
    belowMinKwh: number;
  }[];
}

/** Follows a car through its stays and trips. It never has less than nothing: what a trip lacks is charged elsewhere. */
export function trackCar(
  car: PlanCar,
  input: PlanInput,
  chargeKw: readonly number[],
  course: CarCourse = carCourse(car, input),
): CarTrack {
  const track: CarTrack = { energyKwh: [], socPercent: [], stays: [] };
  let chargedKwh = 0;
  let elsewhereKwh = 0;
  let begun = -1;

  function end(at: number): void {
    const stay = course.stays[at];
    if (!stay) return;
    const hadKwh = chargedKwh + elsewhereKwh;
    track.stays.push({
      missingKwh: Math.max(0, stay.needKwh - hadKwh),
      belowMinKwh: Math.max(0, stay.minKwh - hadKwh),
    });
  }
  function begin(at: number): void {
    while (begun < at) {
      end(begun);
      begun += 1;
      elsewhereKwh += lackedKwh(course, begun, chargedKwh + elsewhereKwh);
    }
  }

  input.slots.forEach((slot, index) => {
    begin(course.presence[index]?.stay ?? begun);
    chargedKwh += (chargeKw[index] ?? 0) * slotHours(slot);
    while ((course.stays[begun + 1]?.from ?? slot.end) < slot.end) begin(begun + 1);
    track.energyKwh.push(chargedKwh);
    const usedKwh = course.stays[begun]?.usedKwh ?? 0;
    track.socPercent.push(socAfter(car, chargedKwh + elsewhereKwh - usedKwh));
  });
  end(begun);
  return track;
}

function socAfter(car: PlanCar, gainKwh: number): number | null {
  if (car.socPercent === null || car.capacityKwh === null) return null;
  return Math.min(100, car.socPercent + (100 * gainKwh * car.chargeEfficiency) / car.capacityKwh);
}
