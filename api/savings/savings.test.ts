import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, type QuarterHour, SLOT_MS } from '../house/index.ts';
import { LOSSLESS, MIDNIGHT, measuredHouse, type Situation } from './fixtures.ts';
import {
  type ComparisonFacts,
  compareDays,
  difference,
  explainDay,
  heldBack,
  type Policy,
  savingsReport,
  summarize,
} from './index.ts';

const FACTS: ComparisonFacts = { timeZone: 'Europe/Berlin', battery: LOSSLESS, locksBattery: false };
const HOUR = 4;

function close(actual: number | undefined, expected: number, tolerance = 1e-9): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= tolerance,
    `${actual} instead of ${expected}`,
  );
}

function report(quarters: QuarterHour[], days: number, facts = FACTS) {
  const comparison = compareDays(quarters, MIDNIGHT + days * DAY_MS, facts);
  return savingsReport(summarize(comparison), comparison.unsettled);
}

/** 8 kWh of sun from 10 to 12, 0.5 kWh an hour otherwise; 20 ct until 18:00, then 40 ct. */
const sunnyDay = (quarter: number): Situation => {
  const hour = Math.floor(quarter / HOUR) % 24;
  return { demandKwh: hour === 10 || hour === 11 ? -1 : 0.125, importPricePerKwh: hour < 18 ? 0.2 : 0.4 };
};

describe('a day by hand', () => {
  // Ten hours of 0.5 kWh before the sun, eight kWh of sun, six hours at 20 ct and six at 40 ct after it.
  const quarters = measuredHouse(1, LOSSLESS, 0, sunnyDay);
  const [day] = compareDays(quarters, MIDNIGHT + DAY_MS, FACTS).compared;
  const costOf = (policy: Policy) => day?.policies.find((run) => run.policy === policy)?.cost;

  test('as it was: 5 kWh bought in the night, all later from the sun, 2 kWh left', () => {
    close(day?.measured.cost.meterCost, 5 * 0.2);
    close(day?.measured.cost.storedEndKwh, 2);
    // What is left replaces import at the mean price of what the house lacked: (8 · 20 + 3 · 40) / 11 ct.
    const worth = (8 * 0.2 + 3 * 0.4) / 11;
    close(day?.measured.cost.cost, 1 - 2 * worth);
  });

  test('without a battery: 8 kWh at 20 ct, 3 at 40, and 8 fed in', () => {
    close(costOf('NO_BATTERY')?.meterCost, 8 * 0.2 + 3 * 0.4 - 8 * 0.08);
    close(costOf('NO_BATTERY')?.gain, 0);
  });

  test('a house in self-consumption is its own comparison', () => {
    close(costOf('SELF_CONSUMPTION')?.cost, day?.measured.cost.cost ?? Number.NaN);
    close(costOf('EVCC')?.cost, day?.measured.cost.cost ?? Number.NaN);
  });

  test('what the plan wanted is carried out even where it was only observed', () => {
    const observed = measuredHouse(1, LOSSLESS, 0, sunnyDay).map((quarter, index) => ({
      ...quarter,
      wantedBattery: index < HOUR ? ('CHARGE' as const) : ('RELEASE' as const),
    }));
    const [compared] = compareDays(observed, MIDNIGHT + DAY_MS, FACTS).compared;
    const run = compared?.policies.find(({ policy }) => policy === 'SMARTLOAD');
    // 5 kWh bought in the first hour beside the load, which are then given back until the sun comes.
    close(run?.cost.importKwh, 5 + 0.5);
    close(run?.steps()[HOUR - 1]?.storedKwh, 5);
  });

  test('every printed line adds up to the printed cost', () => {
    assert.ok(day);
    const lines = explainDay(day, 'EUR', FACTS.timeZone);
    const runs = lines.join('\n').split('== ').slice(1);
    assert.equal(runs.length, 5);
    for (const run of runs) {
      const rows = run.split('\n').filter((line) => /^\d\d:\d\d–/.test(line));
      assert.equal(rows.length, 96);
      const [, meter] = run.match(/Kosten \/ cost: (\S+) −/) ?? [];
      close(
        rows.reduce((sum, row) => sum + Number(row.split(' | ')[7]), 0),
        Number(meter),
        1e-4,
      );
    }
  });
});

describe('cars', () => {
  // In the cable from 16:00 to midnight, 8 kWh charged from 23:00 for 20 ct, while it is 40 ct from 18 to 23.
  const evening = (quarter: number): Situation => {
    const hour = Math.floor(quarter / HOUR) % 24;
    return {
      demandKwh: 0,
      importPricePerKwh: hour >= 16 && hour < 23 ? 0.4 : 0.2,
      carKwh: hour === 23 ? 2 : 0,
      connected: hour >= 16,
    };
  };
  const facts = { ...FACTS, battery: null };

  test('charged at once they take the same energy at the price of that hour', () => {
    const [day] = compareDays(measuredHouse(1, null, 0, evening), MIDNIGHT + DAY_MS, facts).compared;
    const costs = new Map(day?.policies.map((run) => [run.policy, run.cost]));
    close(day?.measured.cost.cost, 8 * 0.2);
    close(costs.get('SELF_CONSUMPTION')?.cost, 8 * 0.4);
    close(costs.get('EVCC')?.cost, 8 * 0.2);
    close(costs.get('SELF_CONSUMPTION')?.importKwh, 8);
  });

  test('evcc alone buys until the time of its plan, however cheap it gets later', () => {
    // 8 kWh: plugged in at 18:00 at 40 ct, 30 ct from 22:00, ready at midnight, 10 ct from then until it leaves at 04:00.
    // Charged at 19:00, with which evcc forgets the plan.
    const quarters = measuredHouse(2, null, 0, (quarter) => ({
      demandKwh: 0,
      importPricePerKwh: quarter < 88 ? 0.4 : quarter < 96 ? 0.3 : 0.1,
      carKwh: quarter >= 72 && quarter < 76 ? 2 : 0,
      connected: quarter >= 72 && quarter < 112,
      ...(quarter < 76 && { readyAt: MIDNIGHT + DAY_MS }),
    }));
    const { compared } = compareDays(quarters, MIDNIGHT + 2 * DAY_MS, facts);
    const meterCosts = compared.map(
      (day) => day.policies.find((run) => run.policy === 'EVCC')?.cost.meterCost,
    );
    close(meterCosts[0], 8 * 0.3);
    close(meterCosts[1], 0);
  });

  test('what is charged for no plan, evcc alone buys until the car leaves', () => {
    // 4 kWh for a plan that ends at midnight, then 4 kWh more without one, while it gets cheaper until 04:00.
    const quarters = measuredHouse(2, null, 0, (quarter) => ({
      demandKwh: 0,
      importPricePerKwh: quarter < 96 ? 0.3 : quarter < 108 ? 0.2 : 0.1,
      carKwh: (quarter >= 80 && quarter < 82) || (quarter >= 96 && quarter < 98) ? 2 : 0,
      connected: quarter >= 72 && quarter < 112,
      ...(quarter < 96 && { readyAt: MIDNIGHT + DAY_MS }),
    }));
    const { compared } = compareDays(quarters, MIDNIGHT + 2 * DAY_MS, facts);
    const meterCosts = compared.map(
      (day) => day.policies.find((run) => run.policy === 'EVCC')?.cost.meterCost,
    );
    close(meterCosts[0], 4 * 0.3);
    close(meterCosts[1], 4 * 0.1);
  });

  test('energy charged before midnight that was really charged after it counts for both days', () => {
    const quarters = measuredHouse(2, null, 0, (quarter) => ({
      demandKwh: 0,
      importPricePerKwh: quarter < 96 ? 0.4 : 0.2,
      carKwh: quarter >= 97 && quarter < 101 ? 2 : 0,
      connected: quarter >= 90 && quarter < 110,
    }));
    const { compared } = compareDays(quarters, MIDNIGHT + 2 * DAY_MS, facts);
    const atOnce = compared.map((day) => day.policies.find((run) => run.policy === 'SELF_CONSUMPTION')?.cost);
    close(atOnce[0]?.carsAheadEndKwh, 8);
    close(atOnce[1]?.carsAheadEndKwh, 0);
    // Bought at 40 ct, and worth 40 ct at midnight, where the energy is handed on to the next day.
    close(atOnce[0]?.cost, 0);
    close(atOnce[1]?.cost, 8 * 0.4);
  });
});

test('a locked battery does not feed a car for evcc alone, and does in plain self-consumption', () => {
  const quarters = measuredHouse(1, LOSSLESS, 8, (quarter) => ({
    demandKwh: 0,
    importPricePerKwh: 0.3,
    carKwh: quarter < HOUR ? 2 : 0,
    rule: quarter < HOUR ? 'HOLD' : 'FOLLOW',
  }));
  const [day] = compareDays(quarters, MIDNIGHT + DAY_MS, { ...FACTS, locksBattery: true }).compared;
  const imported = (policy: Policy) => day?.policies.find((run) => run.policy === policy)?.cost.importKwh;
  close(imported('EVCC'), 8);
  close(imported('SELF_CONSUMPTION'), 3);
});

describe('a report', () => {
  const quarters = measuredHouse(5, LOSSLESS, 0, sunnyDay);

  test('says nothing over less than three complete days', () => {
    const two = report(quarters, 2);
    assert.equal(two.differences.length, 0);
    assert.match(two.waiting?.de ?? '', /2 von 3/);
    assert.equal(report(quarters, 3).waiting, null);
  });

  test('leaves out days with gaps and counts them; the battery begins anew with what was measured', () => {
    const gap = quarters.filter((_, index) => index !== 96 + 40);
    const { days, completeDays, leftOutDays } = report(gap, 5);
    assert.deepEqual([completeDays, leftOutDays], [4, 1]);
    assert.deepEqual([days[1]?.missingQuarters, days[1]?.measured], [1, null]);
    close(days[2] && difference('SELF_CONSUMPTION', [days[2]]).difference, 0, 1e-6);
  });

  test('adds up: the days make the whole', () => {
    const whole = report(quarters, 5);
    for (const found of whole.differences) {
      const days = whole.days.map((day) => difference(found.policy, [day]).difference);
      close(
        found.difference,
        days.reduce((sum, value) => sum + value, 0),
      );
    }
  });

  test('unknown prices make a gap, not a gift', () => {
    const unpriced = quarters.map((quarter, index) =>
      index === 10 ? { ...quarter, importPricePerKwh: null } : quarter,
    );
    assert.equal(report(unpriced, 5).leftOutDays, 1);
  });
});

describe('what cannot be known yet', () => {
  const quarters = measuredHouse(8, LOSSLESS, 0, sunnyDay);
  const compared = (days: number, facts = FACTS) => compareDays(quarters, MIDNIGHT + days * DAY_MS, facts);

  test('nothing is compared before three complete days, and what was measured stands alone', () => {
    const { compared: two } = heldBack(compared(2));
    assert.deepEqual(
      two.map(({ policies, planWithCars, waiting }) => [
        policies,
        planWithCars,
        /2 von 3/.test(waiting?.de ?? ''),
      ]),
      [
        [[], null, true],
        [[], null, true],
      ],
    );
    const [day] = summarize(heldBack(compared(2)));
    assert.deepEqual([day?.policies, day?.planWithCars], [[], null]);
    assert.notEqual(day?.measured, null);
    const three = compared(3);
    assert.equal(heldBack(three), three);
  });

  test('a day with gaps does not make the third', () => {
    const gap = quarters.filter((_, index) => index !== 96 + 40);
    const { compared: two } = heldBack(compareDays(gap, MIDNIGHT + 3 * DAY_MS, FACTS));
    assert.deepEqual(
      two.map(({ policies }) => policies.length),
      [0, 0],
    );
  });

  test('the steps of a day without a comparison are as measured, and say why', () => {
    const [day] = heldBack(compared(2)).compared;
    assert.ok(day);
    const lines = explainDay(day, 'EUR', FACTS.timeZone);
    assert.equal(lines.filter((line) => line.startsWith('== ')).length, 1);
    assert.ok(lines.some((line) => /2 von 3 .* \/ Only 2 of 3/.test(line)));
    assert.ok(lines.every((line) => !/ − .* = .* ≈ .* EUR/.test(line)));
  });

  test('costs that may still move are said to, until when; from seven complete days on none does', () => {
    for (const days of [1, 5, 6]) {
      const { unsettled, compared: found } = compared(days);
      assert.match(unsettled?.de ?? '', new RegExp(`${days} davon sind gemessen.*am 09\\.06\\.2026`));
      assert.match(unsettled?.en ?? '', /9 Jun 2026/);
      assert.deepEqual(found[0]?.unsettled, unsettled);
      assert.deepEqual(report(quarters, days).unsettled, unsettled);
    }
    assert.equal(compared(7).unsettled, null);
    assert.deepEqual(report(quarters, 7).days, report(quarters, 8).days.slice(0, 7));
  });

  test('a house without a battery has settled costs from the first day on', () => {
    const { unsettled } = compared(1, { ...FACTS, battery: null });
    assert.equal(unsettled, null);
  });

  test('beside every band stands what it holds and what it does not', () => {
    const covers = new Map(report(quarters, 3).differences.map((one) => [one.policy, one.covers]));
    assert.equal(covers.size, 4);
    for (const { de, en } of covers.values()) {
      assert.match(de, /nur, was das Modell der Batterie verfehlt/);
      assert.match(en, /only what the battery's model misses/);
    }
    assert.match(covers.get('EVCC')?.en ?? '', /How evcc would have charged the cars .* in no span/);
    assert.match(covers.get('SMARTLOAD')?.en ?? '', /as they were measured/);
  });
});

test('the hour that comes twice can be told apart in every line', () => {
  const shift = Date.UTC(2026, 9, 24, 22) - MIDNIGHT;
  const quarters = measuredHouse(2, LOSSLESS, 0, sunnyDay).map((quarter) => ({
    ...quarter,
    start: quarter.start + shift,
    end: quarter.end + shift,
  }));
  const [day] = compareDays(quarters, MIDNIGHT + shift + 100 * SLOT_MS, FACTS).compared;
  assert.ok(day);
  const [run = ''] = explainDay(day, 'EUR', FACTS.timeZone).join('\n').split('== ').slice(1);
  const spans = run.split('\n').flatMap((line) => line.match(/^(\d\d:\d\d.*?) \| /)?.[1] ?? []);
  assert.equal(new Set(spans).size, 100);
  assert.deepEqual(spans.slice(7, 9), ['01:45–02:00 +02:00', '02:00 +02:00–02:15 +02:00']);
  assert.deepEqual(spans.slice(11, 13), ['02:45 +02:00–02:00 +01:00', '02:00 +01:00–02:15 +01:00']);
  assert.deepEqual(spans.slice(15, 17), ['02:45 +01:00–03:00', '03:00–03:15']);
});

describe('identified from measurements', () => {
  const real = { ...LOSSLESS, chargeEfficiency: 0.9, dischargeEfficiency: 0.92, maxChargeKw: 3 };
  const swings = (quarter: number): Situation => {
    const hour = Math.floor(quarter / HOUR) % 24;
    const strength = 1 + ((quarter * 7919) % 13) / 13;
    return { demandKwh: hour >= 9 && hour < 15 ? -strength : 0.3 * strength, importPricePerKwh: 0.3 };
  };

  test('losses and limits come close to the real ones, and the error to nothing', () => {
    const quarters = measuredHouse(28, real, 5, swings);
    const { compared } = compareDays(quarters, MIDNIGHT + 28 * DAY_MS, {
      ...FACTS,
      battery: {
        ...real,
        chargeEfficiency: 0.95,
        dischargeEfficiency: 0.95,
        maxChargeKw: 5,
        maxSocPercent: 90,
      },
    });
    const last = compared.at(-1);
    const battery = last?.battery;
    close((battery?.chargeEfficiency ?? 0) * (battery?.dischargeEfficiency ?? 0), 0.9 * 0.92, 0.01);
    close(battery?.maxChargeKw, 3, 1e-6);
    assert.ok(Math.abs(last?.modelErrorKwh ?? 1) < 0.1, `${last?.modelErrorKwh}`);
    assert.equal(battery?.measuredDays, 27);
    assert.equal(battery?.maxSocPercent, 100);
  });
});

test('for any house: energy balances, stores stay within bounds, cars get the same energy', () => {
  const situation = fc.record({
    demandKwh: fc.double({ min: -2, max: 2, noNaN: true }),
    importPricePerKwh: fc.double({ min: -0.2, max: 0.6, noNaN: true }),
    carKwh: fc.constantFrom(0, 0, 0.5, 2),
    connected: fc.constant(true),
  });
  fc.assert(
    fc.property(fc.array(situation, { minLength: 96, maxLength: 96 }), fc.boolean(), (day, locksBattery) => {
      const quarters = measuredHouse(
        1,
        LOSSLESS,
        5,
        (at) => day[at] ?? { demandKwh: 0, importPricePerKwh: 0 },
      );
      const [compared] = compareDays(quarters, MIDNIGHT + DAY_MS, { ...FACTS, locksBattery }).compared;
      assert.ok(compared);
      for (const { steps, cost } of [compared.measured, ...compared.policies]) {
        for (const step of steps()) {
          close(
            step.importKwh + step.dischargeKwh,
            step.demandKwh + step.carsKwh + step.chargeKwh + step.exportKwh,
            1e-6,
          );
          assert.ok(step.storedKwh >= -1e-6 && step.storedKwh <= 10 + 1e-6);
        }
        close(cost.carsAheadEndKwh, 0, 1e-6);
        close(cost.cost, cost.meterCost - cost.gain);
      }
    }),
    { numRuns: 60 },
  );
});

test('a day stays what it is when more is measured after it', () => {
  const quarters = measuredHouse(9, LOSSLESS, 0, sunnyDay);
  assert.deepEqual(report(quarters, 8).days[3], report(quarters, 9).days[3]);
});

test('the clock change leaves a day of 92 quarters, which is complete', () => {
  const shift = Date.UTC(2026, 2, 28, 23) - MIDNIGHT;
  const quarters = measuredHouse(2, LOSSLESS, 0, sunnyDay).map((quarter) => ({
    ...quarter,
    start: quarter.start + shift,
    end: quarter.end + shift,
  }));
  const { days } = compareDays(quarters, MIDNIGHT + shift + 92 * SLOT_MS, FACTS);
  assert.deepEqual(
    days.map(({ date, missing, quarters: known }) => [date, missing, known.length]),
    [['2026-03-29', 0, 92]],
  );
});
