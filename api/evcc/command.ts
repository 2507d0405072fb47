import type { ChargeMode, Instant } from '../house/index.ts';
import { invalid } from './error.ts';
import type { EvccRequest } from './http.ts';
import { formatTime } from './wire.ts';

/** One thing to change in evcc. Loadpoints and vehicles are named as in the state. */
export type EvccCommand =
  /** Expires by itself after 60 s; post it again before that. */
  | { kind: 'batteryMode'; mode: 'normal' | 'hold' | 'charge' | 'holdcharge' }
  /** Gives the battery back to evcc. */
  | { kind: 'releaseBatteryMode' }
  /** evcc wants priority ≤ buffer ≤ bufferStart at every moment (0 = off): order the writes. */
  | { kind: 'prioritySoc' | 'bufferSoc' | 'bufferStartSoc'; socPercent: number }
  | { kind: 'loadpointMode'; loadpoint: string; mode: ChargeMode }
  /** For this session; 0 = none. */
  | { kind: 'limitSoc'; loadpoint: string; socPercent: number }
  /** For this session; 0 = none. */
  | { kind: 'limitEnergy'; loadpoint: string; energyKwh: number }
  | { kind: 'maxCurrent'; loadpoint: string; currentA: number }
  /** 0 = automatic. */
  | { kind: 'phases'; loadpoint: string; phases: 0 | 1 | 3 }
  | { kind: 'priority'; loadpoint: string; priority: number }
  | { kind: 'vehiclePlan'; vehicle: string; socPercent: number; time: Instant }
  | { kind: 'deleteVehiclePlan'; vehicle: string }
  | { kind: 'vehiclePlanStrategy'; vehicle: string; continuous: boolean; preconditionS: number }
  /** For a car without SoC. */
  | { kind: 'loadpointEnergyPlan'; loadpoint: string; energyKwh: number; time: Instant }
  | { kind: 'deleteLoadpointEnergyPlan'; loadpoint: string };

const BATTERY_MODE_CODES = { normal: 1, hold: 2, charge: 3, holdcharge: 4 } as const;

/** What evcc answers when it took this battery mode; `null` for every other command. */
export function expectedAnswer(command: EvccCommand): number | null {
  return command.kind === 'batteryMode' ? BATTERY_MODE_CODES[command.mode] : null;
}

/**
 * The request that a command is: the one table from commands to evcc's routes.
 *
 * @param loadpointId evcc's 1-based id of the command's loadpoint; without it its name stands in the path,
 *   which is good for a log and nothing else
 */
export function describeCommand(command: EvccCommand, loadpointId?: number): EvccRequest {
  const loadpoint = 'loadpoint' in command ? String(loadpointId ?? segment(command.loadpoint)) : '';
  switch (command.kind) {
    case 'batteryMode':
      return post(`batterymode/${command.mode}`);
    case 'releaseBatteryMode':
      return remove('batterymode');
    case 'prioritySoc':
      return post(`prioritysoc/${integer(command.socPercent)}`);
    case 'bufferSoc':
      return post(`buffersoc/${integer(command.socPercent)}`);
    case 'bufferStartSoc':
      return post(`bufferstartsoc/${integer(command.socPercent)}`);
    case 'loadpointMode':
      return post(`loadpoints/${loadpoint}/mode/${command.mode}`);
    case 'limitSoc':
      return post(`loadpoints/${loadpoint}/limitsoc/${integer(command.socPercent)}`);
    case 'limitEnergy':
      return post(`loadpoints/${loadpoint}/limitenergy/${decimal(command.energyKwh)}`);
    case 'maxCurrent':
      return post(`loadpoints/${loadpoint}/maxcurrent/${decimal(command.currentA)}`);
    case 'phases':
      return post(`loadpoints/${loadpoint}/phases/${command.phases}`);
    case 'priority':
      return post(`loadpoints/${loadpoint}/priority/${integer(command.priority)}`);
    case 'vehiclePlan':
      return post(
        `vehicles/${segment(command.vehicle)}/plan/soc/${integer(command.socPercent)}/${formatTime(command.time)}`,
      );
    case 'deleteVehiclePlan':
      return remove(`vehicles/${segment(command.vehicle)}/plan/soc`);
    case 'vehiclePlanStrategy':
      return post(`vehicles/${segment(command.vehicle)}/plan/strategy`, {
        continuous: command.continuous,
        precondition: Math.round(command.preconditionS),
      });
    case 'loadpointEnergyPlan':
      return post(
        `loadpoints/${loadpoint}/plan/energy/${decimal(command.energyKwh)}/${formatTime(command.time)}`,
      );
    case 'deleteLoadpointEnergyPlan':
      return remove(`loadpoints/${loadpoint}/plan/energy`);
  }
}

const post = (route: string, body: Record<string, unknown> | null = null): EvccRequest => ({
  method: 'POST',
  path: `/api/${route}`,
  body,
});
const remove = (route: string): EvccRequest => ({ method: 'DELETE', path: `/api/${route}`, body: null });

/** A name as part of a path; evcc's own names hold colons, which may stay. */
const segment = (name: string) => encodeURIComponent(name).replaceAll('%3A', ':');
const integer = (value: number) => String(Math.round(value));
/** Three decimals at most, and never an exponent, which evcc's routes do not match. */
const decimal = (value: number) => String(Number(value.toFixed(3)));

/**
 * Refuses what evcc's routes would take for something else or not at all.
 *
 * @throws EvccError `INVALID`, naming the value and what is allowed
 */
export function checkCommand(command: EvccCommand): void {
  if ('socPercent' in command) check('socPercent', command.socPercent, 0, 100);
  if ('energyKwh' in command) check('energyKwh', command.energyKwh, 0, 1000);
  if ('currentA' in command) check('currentA', command.currentA, 0, 1000);
  if ('priority' in command) check('priority', command.priority, 0, 10);
  if ('preconditionS' in command) check('preconditionS', command.preconditionS, 0, 7 * 24 * 3600);
  if ('time' in command) check('time', command.time, 0, 8.64e15);
}

function check(field: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw invalid(
    `${field} ist ${value}, erlaubt ist ${min} bis ${max}. An evcc wurde nichts gesendet.`,
    `${field} is ${value}, allowed is ${min} to ${max}. Nothing was sent to evcc.`,
  );
}
