import type { PlanAbsence, PlanFlexibleLoad, PlanPeakPrice } from '../house/index.ts';
import {
  CAPACITY,
  checkFlag,
  checkNumber,
  checkOneOf,
  checkOptional,
  checkText,
  ENERGY,
  INSTANT,
  LARGEST_POWER_KW,
  LARGEST_PRICE,
  PERCENT,
  POWER,
  type Report,
} from './check-values.ts';

const INTERVALS: readonly PlanPeakPrice['intervalMinutes'][] = [15, 30, 60];

/** Reports absences that are none, overlap or are out of order. */
export function checkAbsences(report: Report, absences: readonly PlanAbsence[]): void {
  if (!Array.isArray(absences)) {
    report('absences', absences, {
      de: 'absences ist keine Liste.',
      en: 'absences is not a list.',
    });
    return;
  }
  let before = Number.NEGATIVE_INFINITY;
  for (const [index, absence] of absences.entries()) {
    const { from, to, consumptionKwh, targetSocPercent } = absence ?? {};
    const field = `absences[${index}]`;
    checkNumber(report, `${field}.from`, from, INSTANT);
    checkNumber(report, `${field}.to`, to, INSTANT);
    checkNumber(report, `${field}.consumptionKwh`, consumptionKwh, ENERGY);
    checkOptional(report, `${field}.targetSocPercent`, targetSocPercent, PERCENT);
    if (to <= from)
      report(`${field}.to`, to, {
        de: `${field} endet nicht nach seinem Anfang.`,
        en: `${field} does not end after it begins.`,
      });
    if (from < before)
      report(`${field}.from`, from, {
        de: `${field} beginnt vor dem Ende der vorigen.`,
        en: `${field} begins before the one before ends.`,
      });
    before = to;
  }
}

/** Reports what a flexible load cannot be planned with. */
export function checkLoad(load: PlanFlexibleLoad, report: Report): void {
  checkText(report, 'id', load.id);
  checkNumber(report, 'energyKwh', load.energyKwh, CAPACITY);
  checkNumber(report, 'powerKw', load.powerKw, { min: 0.001, max: LARGEST_POWER_KW });
  checkOptional(report, 'earliest', load.earliest, INSTANT);
  checkOptional(report, 'latest', load.latest, INSTANT);
  checkFlag(report, 'interruptible', load.interruptible);
}

/** Reports what a peak price cannot be planned with. */
export function checkPeakPrice(price: PlanPeakPrice, report: Report): void {
  checkNumber(report, 'pricePerKw', price.pricePerKw, { min: 0, max: LARGEST_PRICE });
  checkNumber(report, 'reachedKw', price.reachedKw, POWER);
  checkOptional(report, 'from', price.from, INSTANT);
  checkOptional(report, 'until', price.until, INSTANT);
  checkOneOf(report, 'intervalMinutes', price.intervalMinutes, INTERVALS);
}
