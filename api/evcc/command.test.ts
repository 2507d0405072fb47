import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkCommand, describeCommand, type EvccCommand } from './command.ts';
import { EvccError } from './error.ts';
import { SMART_STATE } from './fixtures/smart.ts';
import { followed } from './followed.ts';
import { decodeState } from './state.ts';

const TIME = Date.UTC(2026, 9, 2, 5, 0, 0, 321);
const loadpoint = 'db:10';
const vehicle = 'db:20';

/** Each command, its request, and whether the newest fixture shows it done. */
const TABLE: [command: EvccCommand, request: string, followed: boolean | null][] = [
  [{ kind: 'batteryMode', mode: 'hold' }, 'POST /api/batterymode/hold', true],
  [{ kind: 'batteryMode', mode: 'charge' }, 'POST /api/batterymode/charge', false],
  [{ kind: 'batteryMode', mode: 'normal' }, 'POST /api/batterymode/normal', false],
  [{ kind: 'batteryMode', mode: 'holdcharge' }, 'POST /api/batterymode/holdcharge', false],
  [{ kind: 'releaseBatteryMode' }, 'DELETE /api/batterymode', false],
  [{ kind: 'prioritySoc', socPercent: 20 }, 'POST /api/prioritysoc/20', true],
  [{ kind: 'bufferSoc', socPercent: 55 }, 'POST /api/buffersoc/55', false],
  [{ kind: 'bufferStartSoc', socPercent: 80.2 }, 'POST /api/bufferstartsoc/80', true],
  [{ kind: 'loadpointMode', loadpoint, mode: 'minpv' }, 'POST /api/loadpoints/1/mode/minpv', true],
  [{ kind: 'loadpointMode', loadpoint, mode: 'pv' }, 'POST /api/loadpoints/1/mode/pv', false],
  [{ kind: 'limitSoc', loadpoint, socPercent: 85 }, 'POST /api/loadpoints/1/limitsoc/85', true],
  [{ kind: 'limitEnergy', loadpoint, energyKwh: 12.5 }, 'POST /api/loadpoints/1/limitenergy/12.5', true],
  [{ kind: 'limitEnergy', loadpoint, energyKwh: 1e-9 }, 'POST /api/loadpoints/1/limitenergy/0', false],
  [{ kind: 'maxCurrent', loadpoint, currentA: 32 }, 'POST /api/loadpoints/1/maxcurrent/32', true],
  [{ kind: 'maxCurrent', loadpoint, currentA: 16 }, 'POST /api/loadpoints/1/maxcurrent/16', false],
  [{ kind: 'phases', loadpoint, phases: 1 }, 'POST /api/loadpoints/1/phases/1', true],
  [{ kind: 'priority', loadpoint, priority: 2 }, 'POST /api/loadpoints/1/priority/2', null],
  [
    { kind: 'vehiclePlan', vehicle, socPercent: 70, time: TIME },
    'POST /api/vehicles/db:20/plan/soc/70/2026-10-02T05:00:00Z',
    true,
  ],
  [
    { kind: 'vehiclePlan', vehicle: 'a b/c', socPercent: 70, time: TIME },
    'POST /api/vehicles/a%20b%2Fc/plan/soc/70/2026-10-02T05:00:00Z',
    null,
  ],
  [{ kind: 'deleteVehiclePlan', vehicle }, 'DELETE /api/vehicles/db:20/plan/soc', false],
  [
    { kind: 'vehiclePlanStrategy', vehicle, continuous: true, preconditionS: 1800 },
    'POST /api/vehicles/db:20/plan/strategy {"continuous":true,"precondition":1800}',
    true,
  ],
  [
    { kind: 'loadpointEnergyPlan', loadpoint, energyKwh: 9.5, time: TIME },
    'POST /api/loadpoints/1/plan/energy/9.5/2026-10-02T05:00:00Z',
    true,
  ],
  [
    { kind: 'loadpointEnergyPlan', loadpoint, energyKwh: 9.5, time: TIME + 60_000 },
    'POST /api/loadpoints/1/plan/energy/9.5/2026-10-02T05:01:00Z',
    false,
  ],
  [{ kind: 'deleteLoadpointEnergyPlan', loadpoint }, 'DELETE /api/loadpoints/1/plan/energy', false],
];

it('turns each command into its request', () => {
  for (const [command, request] of TABLE) {
    const { method, path, body } = describeCommand(command, 1);
    assert.equal(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`, request);
  }
  assert.equal(
    describeCommand({ kind: 'loadpointMode', loadpoint, mode: 'now' }).path,
    '/api/loadpoints/db:10/mode/now',
  );
});

it('sees in the state what was done', () => {
  const state = decodeState(SMART_STATE, TIME);
  for (const [command, request, done] of TABLE) assert.equal(followed(command, state), done, request);
});

it('does not guess where the state does not tell', () => {
  const state = decodeState({ interval: 30, loadpoints: [] }, TIME);
  for (const [command, request] of TABLE) assert.equal(followed(command, state), null, request);
});

it('sends nothing that makes no sense', () => {
  const senseless: EvccCommand[] = [
    { kind: 'bufferSoc', socPercent: 101 },
    { kind: 'limitSoc', loadpoint, socPercent: Number.NaN },
    { kind: 'limitEnergy', loadpoint, energyKwh: -1 },
    { kind: 'maxCurrent', loadpoint, currentA: Number.POSITIVE_INFINITY },
    { kind: 'vehiclePlan', vehicle, socPercent: 80, time: Number.NaN },
  ];
  for (const command of senseless) {
    assert.throws(
      () => checkCommand(command),
      (error) => error instanceof EvccError && error.kind === 'INVALID',
    );
    assert.ok(describeCommand(command).path.startsWith('/api/'), 'a log line can still be written');
  }
  for (const [command] of TABLE) checkCommand(command);
});
