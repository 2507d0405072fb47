import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EvccError } from './error.ts';
import { FLAT_STATE } from './fixtures/flat.ts';
import { SMART_STATE } from './fixtures/smart.ts';
import { decodeState } from './state.ts';

const NOW = Date.UTC(2026, 9, 1, 12);
const PLAN_TIME = Date.UTC(2026, 9, 2, 5);

/** The newest shape with some site keys replaced. */
const decodeWith = (keys: Record<string, unknown>) => decodeState({ ...SMART_STATE, ...keys }, NOW);

/** The newest shape with some keys of its loadpoint replaced. */
function loadpointWith(keys: Record<string, unknown>) {
  const [loadpoint] = decodeWith({ loadpoints: [{ ...SMART_STATE.loadpoints[0], ...keys }] }).loadpoints;
  assert.ok(loadpoint);
  return loadpoint;
}

describe('decodeState, newest shape', () => {
  it('gives every value in our units', () => {
    assert.deepEqual(decodeState(SMART_STATE, NOW), {
      observedAt: NOW,
      evccVersion: '0.316.0',
      title: 'Hillside',
      currency: 'CHF',
      intervalS: 20,
      ready: true,
      gridPowerKw: -1.25,
      pvPowerKw: 4.1,
      homePowerKw: 0.64,
      battery: {
        powerKw: -2.21,
        socPercent: 47.5,
        capacityKwh: 15.4,
        controllable: true,
        devices: [
          {
            name: 'db:3',
            title: 'Cellar',
            powerKw: -1.5,
            socPercent: 52,
            capacityKwh: 10,
            controllable: true,
          },
          {
            name: 'db:4',
            title: 'Attic',
            powerKw: -0.71,
            socPercent: 39,
            capacityKwh: 5.4,
            controllable: false,
          },
        ],
        mode: 'hold',
        externalMode: 'hold',
        wasSteered: true,
        dischargeControl: true,
        gridChargeActive: false,
        prioritySocPercent: 20,
        bufferSocPercent: 60,
        bufferStartSocPercent: 80,
      },
      loadpoints: [
        {
          name: 'db:10',
          id: 1,
          title: 'Carport',
          mode: 'minpv',
          smartMode: true,
          connected: true,
          charging: true,
          enabled: true,
          chargePowerKw: 1.4,
          vehicleName: 'db:20',
          vehicleTitle: 'Runabout',
          vehicleSocPercent: 18,
          vehicleLimitSocPercent: 90,
          limitSocPercent: 85,
          limitEnergyKwh: 12.5,
          effectiveLimitSocPercent: 85,
          effectiveMinSocPercent: 25,
          minSocNotReached: true,
          planActive: true,
          effectivePlanTime: PLAN_TIME,
          effectivePlanSocPercent: 70,
          planEnergyKwh: 9.5,
          smartCostActive: true,
          smartCostLimit: 0.19,
          minCurrentA: 7,
          maxCurrentA: 16,
          configuredMaxCurrentA: 32,
          offeredCurrentA: null,
          phasesActive: 3,
          phasesConfigured: 1,
          phases1p3p: true,
          singlePhase: false,
          sessionEnergyKwh: 3.25,
          chargeRemainingEnergyKwh: 20.5,
          isHeating: false,
          batteryBoost: true,
        },
      ],
      vehicles: [
        {
          name: 'db:20',
          title: 'Runabout',
          capacityKwh: 41,
          minSocPercent: 25,
          mode: 'off',
          limitSocPercent: 85,
          plan: { socPercent: 70, time: PLAN_TIME },
          planStrategy: { continuous: true, preconditionS: 1800 },
          hasRepeatingPlans: true,
          repeatingPlans: [{ weekdays: [1], time: '07:00', timeZone: 'Europe/Zurich', socPercent: 70 }],
        },
      ],
      importPricePerKwh: 0.312,
      feedInPricePerKwh: 0.081,
      smartCostType: 'pricedynamic',
      importLimitKw: 4.2,
      exportLimitKw: 6.3,
      dimmed: true,
      optimizerAutomatic: true,
    });
  });

  it('reads every mode, and one that it does not know as off', () => {
    const modes: [mode: unknown, alwaysCharge: unknown, read: string, smart: boolean][] = [
      ['smart', 'off', 'pv', true],
      ['smart', 'on', 'minpv', true],
      ['smart', 'once', 'minpv', true],
      ['smart', undefined, 'pv', true],
      ['now', 'off', 'now', true],
      ['pv', undefined, 'pv', false],
      ['minpv', undefined, 'minpv', false],
      ['off', undefined, 'off', false],
      ['eco', undefined, 'off', false],
    ];
    for (const [mode, alwaysCharge, read, smart] of modes) {
      const loadpoint = loadpointWith({ mode, alwaysCharge });
      assert.deepEqual([loadpoint.mode, loadpoint.smartMode], [read, smart], `${mode}+${alwaysCharge}`);
    }
  });

  it('reads the limit of the root circuits where nothing is dimmed', () => {
    const hems = { status: { dimmed: false, maxConsumptionPower: 4200 } };
    const state = decodeWith({ hems });
    assert.equal(state.importLimitKw, (32 * 230 * 3) / 1000);
    assert.equal(state.exportLimitKw, 7);
    assert.equal(state.dimmed, false);
    const { annex } = SMART_STATE.circuits;
    assert.equal(decodeWith({ hems, circuits: { annex } }).importLimitKw, 27.6);
    assert.equal(decodeWith({ hems: {}, circuits: { main: { maxPower: 0 } } }).importLimitKw, null);
    assert.equal(decodeWith({ hems: null, circuits: null, gridExportLimit: 0 }).exportLimitKw, null);
  });

  it('sees evcc steer by itself', () => {
    for (const on of [true, 'battery', 'full']) {
      assert.equal(decodeWith({ optimizerAutomatic: on }).optimizerAutomatic, true, String(on));
    }
    assert.equal(decodeWith({ optimizer: false }).optimizerAutomatic, false);
    for (const off of [false, 'off', '', undefined, null, 1]) {
      assert.equal(decodeWith({ optimizerAutomatic: off }).optimizerAutomatic, false, String(off));
    }
  });

  it('has no battery where evcc has none or has not read it', () => {
    assert.equal(decodeWith({ battery: null }).battery, null);
    assert.equal(decodeWith({ battery: [] }).battery, null);
    assert.equal(decodeWith({ battery: { power: 0, soc: 0, devices: [] } }).battery, null);
    assert.equal(decodeWith({ battery: undefined }).battery, null);
  });

  it('takes a SoC of 0 as read and an absent one as unknown', () => {
    const devices = [{ name: 'a', controllable: true }];
    assert.equal(decodeWith({ battery: { power: 0, soc: 0, devices } }).battery?.socPercent, 0);
    assert.equal(decodeWith({ battery: { power: 0, devices } }).battery?.socPercent, null);
  });

  it('takes a capacity that is only a count as unknown, and a battery of 1 kWh as known', () => {
    const capacityOf = (capacity: number, devices: unknown) =>
      decodeWith({ battery: { power: 1, soc: 1, capacity, devices } }).battery?.capacityKwh;
    assert.equal(capacityOf(2, [{ soc: 1 }, { soc: 1, capacity: 5 }]), null);
    assert.equal(capacityOf(1, [{ soc: 1, capacity: 0 }]), null);
    assert.equal(capacityOf(1, [{ soc: 1, capacity: 1 }]), 1);
    assert.equal(capacityOf(0, [{ soc: 1 }]), null);
  });

  it('is not ready while evcc starts or has failed', () => {
    assert.equal(decodeWith({ startupCompleted: false }).ready, false);
    assert.equal(decodeWith({ apiReady: false }).ready, false);
    assert.equal(decodeWith({ fatal: [{ error: 'no grid meter' }] }).ready, false);
    assert.equal(decodeWith({ fatal: null, apiReady: undefined }).ready, true);
    assert.equal(decodeState({ version: '0.310.0', interval: 30 }, NOW).ready, false);
  });

  it('does not take a guest, a heater or an unread car for a car with a SoC', () => {
    assert.equal(loadpointWith({ vehicleSoc: 0 }).vehicleSocPercent, null);
    assert.equal(loadpointWith({ vehicleSoc: 100.4 }).vehicleSocPercent, 100);
    assert.equal(loadpointWith({ vehicleSoc: 124 }).vehicleSocPercent, null);
    assert.equal(loadpointWith({ chargerFeatureHeating: true }).vehicleSocPercent, null);
    assert.equal(loadpointWith({ chargerFeatureHeating: true }).isHeating, true);
    assert.equal(loadpointWith({ chargerIcon: 'heatpump' }).isHeating, true);
    assert.equal(loadpointWith({ vehicleName: '' }).vehicleName, null);
  });

  it('works out an unreached minimum where the version does not say', () => {
    const old = { minSocNotReached: undefined, effectiveMinSoc: undefined };
    assert.equal(loadpointWith({ ...old, vehicleSoc: 24.9 }).minSocNotReached, true);
    assert.equal(loadpointWith({ ...old, vehicleSoc: 25 }).minSocNotReached, false);
    assert.equal(loadpointWith({ ...old, vehicleSoc: 0 }).minSocNotReached, false);
  });

  it('keeps the places of the others where a loadpoint is none', () => {
    const { loadpoints } = decodeWith({ loadpoints: [null, 'x', SMART_STATE.loadpoints[0]] });
    assert.deepEqual(
      loadpoints.map(({ name, id }) => [name, id]),
      [['db:10', 3]],
    );
  });
});

describe('decodeState, flat shape', () => {
  const state = decodeState(FLAT_STATE, NOW);

  it('reads flat keys and the battery array', () => {
    assert.equal(state.gridPowerKw, 2.1505);
    assert.equal(state.pvPowerKw, 0.3);
    assert.equal(state.currency, 'EUR');
    assert.equal(state.ready, true);
    assert.deepEqual(state.battery, {
      powerKw: 0.35,
      socPercent: 50,
      capacityKwh: null,
      controllable: false,
      devices: [
        {
          name: 'battery-1',
          title: null,
          powerKw: 0.25,
          socPercent: 40,
          capacityKwh: null,
          controllable: false,
        },
        {
          name: 'battery-2',
          title: null,
          powerKw: 0.1,
          socPercent: 60,
          capacityKwh: 7.5,
          controllable: false,
        },
      ],
      mode: 'unknown',
      externalMode: null,
      wasSteered: false,
      dischargeControl: null,
      gridChargeActive: null,
      prioritySocPercent: 0,
      bufferSocPercent: null,
      bufferStartSocPercent: null,
    });
  });

  it('names loadpoints by their place and knows no guest', () => {
    const [barn, boiler] = state.loadpoints;
    assert.equal(barn?.name, 'loadpoint-1');
    assert.equal(barn?.mode, 'minpv');
    assert.equal(barn?.vehicleName, null);
    assert.equal(barn?.vehicleTitle, null);
    assert.equal(barn?.vehicleSocPercent, null);
    assert.equal(barn?.vehicleLimitSocPercent, null);
    assert.equal(barn?.effectivePlanTime, null);
    assert.equal(barn?.sessionEnergyKwh, 0.426);
    assert.equal(barn?.limitSocPercent, 0);
    assert.equal(barn?.limitEnergyKwh, null);
    assert.deepEqual([barn?.minCurrentA, barn?.maxCurrentA], [6, 16]);
    assert.equal(boiler?.isHeating, true);
    assert.equal(boiler?.vehicleSocPercent, null);
  });
});

describe('decodeState, what is not evcc', () => {
  it('says so', () => {
    for (const body of [
      '<!doctype html>',
      {},
      [],
      null,
      3,
      { result: null },
      { loadpoints: 'x' },
      { error: 'x' },
    ]) {
      assert.throws(
        () => decodeState(body, NOW),
        (error) => error instanceof EvccError && error.kind === 'NOT_EVCC' && /evcc_url/.test(error.text.de),
        JSON.stringify(body),
      );
    }
  });
});

type Path = (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}

function replace(root: unknown, path: Path, value: unknown): void {
  let at = root;
  for (const key of path.slice(0, -1)) at = Object(at)[key];
  const last = path.at(-1);
  if (last !== undefined && typeof at === 'object' && at !== null) Object.assign(at, { [last]: value });
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('decodeState, properties', () => {
  const nothing = fc.constantFrom(undefined, null, 'NaN', Number.NaN, {}, true);

  it('never makes 0 of what is absent or broken', () => {
    assert.ok(!numbersIn(decodeState(SMART_STATE, NOW)).includes(0), 'the fixture itself has no 0');
    const damage = fc.array(fc.tuple(fc.constantFrom(...pathsOf(SMART_STATE)), nothing), { maxLength: 40 });
    fc.assert(
      fc.property(damage, (damaged) => {
        const body = structuredClone(SMART_STATE);
        for (const [path, value] of damaged) replace(body, path, value);
        const state = decodeState(
          { ...body, loadpoints: body.loadpoints ?? [], interval: body.interval ?? 1 },
          NOW,
        );
        assert.ok(!numbersIn(state).some((value) => value === 0 || !Number.isFinite(value)));
      }),
      { numRuns: 300 },
    );
  });

  it('answers anything with a state or NOT_EVCC', () => {
    fc.assert(
      fc.property(
        fc.record({ loadpoints: fc.anything(), battery: fc.anything(), interval: fc.anything() }),
        (body) => {
          try {
            decodeState(body, NOW);
          } catch (error) {
            assert.ok(error instanceof EvccError && error.kind === 'NOT_EVCC', String(error));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
