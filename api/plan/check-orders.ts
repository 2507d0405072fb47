import {
  type PlanFixed,
  type PlanForced,
  type PlanWaitingCar,
  SLOT_ACTIONS,
  type Slot,
} from '../house/index.ts';
import {
  checkNumber,
  checkOneOf,
  checkOptional,
  checkText,
  INSTANT,
  POWER,
  type Report,
} from './check-values.ts';

/** Reports a span of time that is none. */
export function checkPeriod({ start, end }: Slot, report: Report): void {
  checkNumber(report, 'start', start, INSTANT);
  checkNumber(report, 'end', end, INSTANT);
  if (end < start) report('end', end, { de: 'end liegt vor start.', en: 'end is before start.' });
}

/** Reports what of a person's decision cannot be planned with. */
export function checkFixed(fixed: PlanFixed, report: Report): void {
  checkText(report, 'id', fixed.id);
  checkPeriod(fixed, report);
  checkOneOf(report, 'action', fixed.action, SLOT_ACTIONS);
}

/** Reports what a device cannot be made to do. */
export function checkForced({ id, start, chargeKw, dischargeKw }: PlanForced, report: Report): void {
  checkText(report, 'id', id);
  checkNumber(report, 'start', start, INSTANT);
  checkOptional(report, 'chargeKw', chargeKw, POWER);
  checkOptional(report, 'dischargeKw', dischargeKw, POWER);
}

/** Reports a car that nobody could be asked to plug in. */
export function checkWaiting({ vehicle, title }: PlanWaitingCar, report: Report): void {
  checkText(report, 'vehicle', vehicle);
  checkText(report, 'title', title);
}
