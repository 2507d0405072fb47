import type { Instant, Text } from '../house/index.ts';
import { localTime, MINUTE_MS, occursTwice, SLOT_MS, utcOffsetMs } from '../house/index.ts';
import type { ComparedDay, DayRun } from './day.ts';

/** What a run is called where people read it. */
export const POLICY_NAMES: Record<DayRun['policy'], Text> = {
  MEASURED: { de: 'gemessen', en: 'measured' },
  NO_BATTERY: { de: 'ohne Batterie', en: 'without a battery' },
  SELF_CONSUMPTION: { de: 'Eigenverbrauch', en: 'self-consumption' },
  EVCC: { de: 'evcc allein', en: 'evcc alone' },
  SMARTLOAD: { de: 'wie von Smartload geplant', en: 'as Smartload planned' },
};

/**
 * Every step of a day's comparison as lines of text, German and English: each quarter of an hour of each way through
 * the day, the sums, and how the cost follows from them. Energies with six digits, so that whoever adds them up
 * comes to the same cent. Why there is no comparison yet, or why the costs may still change, is said.
 */
export function explainDay(day: ComparedDay, currency: string, timeZone: string): string[] {
  const { battery, worthAtStart, worthAtEnd, waiting, unsettled } = day;
  const worth = battery ? battery.dischargeEfficiency : 0;
  return [
    `${day.day.date} · ${timeZone} · ${currency}`,
    ...(unsettled ? [both(unsettled)] : []),
    ...(battery
      ? [
          'Batterie / battery: ' +
            `${battery.capacityKwh} kWh · ${battery.minSocPercent}–${battery.maxSocPercent} % · ` +
            `η ${number(battery.chargeEfficiency)} / ${number(battery.dischargeEfficiency)} · ` +
            `${number(battery.maxChargeKw)} / ${number(battery.maxDischargeKw)} kW · ` +
            `aus ${battery.measuredDays} Tagen / from ${battery.measuredDays} days`,
          `Modellfehler / model error: ${number(day.modelErrorKwh)} kWh`,
        ]
      : ['Keine Batterie / no battery']),
    `Gespeicherte kWh wert / worth of a stored kWh: ${number(worth * worthAtStart.replacedPerKwh)} → ${number(worth * worthAtEnd.replacedPerKwh)}`,
    `kWh im Auto wert / worth of a kWh in the car: ${number(worthAtStart.boughtPerKwh)} → ${number(worthAtEnd.boughtPerKwh)}`,
    ...[day.measured, ...day.policies].flatMap((run) => ['', ...explainRun(run, day, timeZone)]),
    '',
    ...(waiting ? [both(waiting)] : []),
    ...day.policies.map(
      ({ policy, cost }) =>
        `${name(policy)}: ${number(cost.cost)} − ${number(day.measured.cost.cost)} = ${number(cost.cost - day.measured.cost.cost)} ≈ ${money(cost.cost - day.measured.cost.cost)} ${currency}`,
    ),
  ];
}

function explainRun(
  run: DayRun,
  { worthAtStart, worthAtEnd, battery }: ComparedDay,
  timeZone: string,
): string[] {
  const { cost } = run;
  const stored = (energyKwh: number, perKwh: number) =>
    `${number(energyKwh)} · ${number((battery?.dischargeEfficiency ?? 0) * perKwh)}`;
  const cars = (energyKwh: number, perKwh: number) => `${number(energyKwh)} · ${number(perKwh)}`;
  return [
    `== ${name(run.policy)}`,
    'Zeit/time | Bedarf/demand | Autos/cars | laden/charge | entladen/discharge | Bezug/import × Preis/price | Einspeisung/export × Vergütung/feed-in | Kosten/cost | gespeichert/stored',
    ...run
      .steps()
      .map((step) =>
        [
          span(step.start, timeZone),
          number(step.demandKwh),
          number(step.carsKwh),
          number(step.chargeKwh),
          number(step.dischargeKwh),
          `${number(step.importKwh)} × ${number(step.importPricePerKwh)}`,
          `${number(step.exportKwh)} × ${number(step.feedInPricePerKwh)}`,
          number(step.cost),
          number(step.storedKwh),
        ].join(' | '),
      ),
    `Zähler / meter: ${number(cost.importKwh)} kWh ↓ ${number(cost.exportKwh)} kWh ↑ = ${number(cost.meterCost)}`,
    `Bestand / stores: (${stored(cost.storedEndKwh, worthAtEnd.replacedPerKwh)} + ${cars(cost.carsAheadEndKwh, worthAtEnd.boughtPerKwh)}) − (${stored(cost.storedStartKwh, worthAtStart.replacedPerKwh)} + ${cars(cost.carsAheadStartKwh, worthAtStart.boughtPerKwh)}) = ${number(cost.gain)}`,
    `Kosten / cost: ${number(cost.meterCost)} − ${number(cost.gain)} = ${number(cost.cost)} ≈ ${money(cost.cost)}`,
  ];
}

function name(policy: DayRun['policy']): string {
  return both(POLICY_NAMES[policy]);
}

function both({ de, en }: Text): string {
  return `${de} / ${en}`;
}

/** `02:45–03:00`; a time that comes twice with its offset: `02:45 +02:00–02:00 +01:00`. */
function span(start: Instant, timeZone: string): string {
  return `${clock(start, timeZone)}–${clock(start + SLOT_MS, timeZone)}`;
}

function clock(at: Instant, timeZone: string): string {
  const { hour, minute } = localTime(at, timeZone);
  const time = `${two(hour)}:${two(minute)}`;
  return occursTwice(at, timeZone) ? `${time} ${offset(utcOffsetMs(at, timeZone))}` : time;
}

function offset(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function number(value: number): string {
  const rounded = Number(value.toFixed(6));
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

function money(value: number): string {
  return (Math.round(value * 100) / 100).toFixed(2);
}
