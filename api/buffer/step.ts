import {
  type BufferLogEntry,
  type BufferView,
  DAY_MS,
  HOUR_MS,
  type Instant,
  localTime,
  type PowerForecast,
} from '../house/index.ts';
import { type BufferBaseSettings, bufferBasePercent, bufferInert } from './base.ts';
import { type BufferModel, LOG_KEPT, observationEnd } from './model.ts';
import { bufferReason } from './reason.ts';
import { targetBufferPercent } from './target.ts';

/** So many entries are shown. */
const LOG_SHOWN = 100;
const PV_LOOKAHEAD_MS = 4 * HOUR_MS;

export interface BufferSettings extends BufferBaseSettings {
  /** Days of observing from the first run on. */
  observationDays: number;
}

/** What one cycle knows. */
export interface BufferInputs extends BufferSettings {
  now: Instant;
  timeZone: string;
  /** Of the PV forecast, 0..1. */
  confidence: number;
  /** P80 − P20 of the known prices ahead, currency/kWh; `null` = unknown. */
  spreadPerKwh: number | null;
  /** Expected PV from now on. */
  pv: readonly PowerForecast[];
  /** evcc's `bufferSoc`; `null` = unknown, then nothing is written. 0 = off. */
  reportedBufferSocPercent: number | null;
  /** The home battery is feeding a car: the cycle is skipped and not logged. */
  batteryFeedsCar: boolean;
}

export interface BufferStep {
  model: BufferModel;
  view: BufferView;
  /** The `bufferSoc` to write to evcc now; `null` = nothing to write. */
  write: number | null;
  /** What was added to the log; `null` in a skipped cycle. */
  entry: BufferLogEntry | null;
}

/** One cycle of the dynamic buffer: works out the target, logs it, and in LIVE says what to write to evcc. */
export function stepBuffer(model: BufferModel, inputs: BufferInputs): BufferStep {
  if (inputs.batteryFeedsCar) {
    return { model, view: bufferView(model, inputs.now, inputs), write: null, entry: null };
  }
  const entry = judge(model, inputs);
  const judged: BufferModel = {
    ...model,
    currentPercent: entry.newPercent,
    log: [...model.log, entry].slice(-LOG_KEPT),
  };
  const steered = steers(model, inputs)
    ? steer(judged, entry.newPercent, inputs.reportedBufferSocPercent)
    : restoreBuffer(judged, inputs.reportedBufferSocPercent);
  return { ...steered, view: bufferView(steered.model, inputs.now, inputs), entry };
}

/** What people see of the buffer. */
export function bufferView(model: BufferModel, now: Instant, settings: BufferSettings): BufferView {
  const liveAt = observationEnd(model, settings.observationDays);
  const observing = now < liveAt;
  return {
    currentBufferPercent: model.currentPercent ?? bufferBasePercent(settings),
    mode: observing ? 'OBSERVATION' : 'LIVE',
    daysRemaining: observing ? Math.ceil((liveAt - now) / DAY_MS) : null,
    observationLiveAt: observing ? liveAt : null,
    logRecent: model.log.slice(-LOG_SHOWN),
    inert: bufferInert(settings),
  };
}

/**
 * Puts evcc's `bufferSoc` back to what it was before we first wrote it: on the way from LIVE to OBSERVATION and
 * when the program ends. Asks for the write until evcc reports that value; a value that is neither that nor
 * ours was set by a person and stays.
 */
export function restoreBuffer(
  model: BufferModel,
  reportedPercent: number | null,
): { model: BufferModel; write: number | null } {
  const { foundBufferSocPercent: found, writtenPercent: written } = model;
  if (found === null || reportedPercent === null) return { model, write: null };
  if (reportedPercent === written && reportedPercent !== found) return { model, write: found };
  return { model: { ...model, foundBufferSocPercent: null, writtenPercent: null }, write: null };
}

/** The newest entry was not applied after all: evcc refused the write or did not follow it. */
export function bufferWriteFailed(model: BufferModel): BufferModel {
  return {
    ...model,
    log: model.log.map((entry, index) =>
      index === model.log.length - 1 ? { ...entry, applied: false } : entry,
    ),
  };
}

/** Whether evcc's `bufferSoc` is ours to set: live, and with room to move. */
function steers(model: BufferModel, inputs: BufferInputs): boolean {
  return inputs.now >= observationEnd(model, inputs.observationDays) && bufferInert(inputs) === null;
}

function steer(
  model: BufferModel,
  target: number,
  reportedPercent: number | null,
): { model: BufferModel; write: number | null } {
  if (reportedPercent === null || reportedPercent === target) return { model, write: null };
  return {
    model: {
      ...model,
      foundBufferSocPercent: model.foundBufferSocPercent ?? reportedPercent,
      writtenPercent: target,
    },
    write: target,
  };
}

function judge(model: BufferModel, inputs: BufferInputs): BufferLogEntry {
  const { now, timeZone, confidence, spreadPerKwh, reportedBufferSocPercent: reported } = inputs;
  const live = steers(model, inputs);
  const baseSocPercent = bufferBasePercent(inputs);
  const { hour } = localTime(now, timeZone);
  const simulated = model.currentPercent ?? baseSocPercent;
  const judged = {
    mode: now >= observationEnd(model, inputs.observationDays) ? ('LIVE' as const) : ('OBSERVATION' as const),
    confidencePercent: Math.round(confidence * 100),
    spreadCt: spreadPerKwh === null ? null : rounded(spreadPerKwh * 100),
    newPercent: targetBufferPercent({ confidence, spreadPerKwh, localHour: hour, baseSocPercent }),
  };
  return {
    at: now,
    ...judged,
    hour,
    expectedPvKwh: rounded(energyKwh(inputs.pv, now, now + PV_LOOKAHEAD_MS)),
    oldPercent: live ? (reported ?? simulated) : simulated,
    reason: bufferReason(judged),
    applied: live && reported !== null,
  };
}

/** Energy of a power forecast between two instants, kWh. */
function energyKwh(forecast: readonly PowerForecast[], from: Instant, until: Instant): number {
  return forecast.reduce((sum, { start, end, meanKw }) => {
    const overlapMs = Math.max(0, Math.min(end, until) - Math.max(start, from));
    return sum + (meanKw * overlapMs) / HOUR_MS;
  }, 0);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
