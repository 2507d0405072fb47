import { z } from 'zod';
import { CAPABILITIES, type ChargeMode, SLOT_ACTIONS } from '../house/index.ts';

const chargeMode = z.enum(['off', 'pv', 'minpv', 'now']) satisfies z.ZodType<ChargeMode>;

/** A setting of evcc that we changed: what it was before and what we made of it. */
const changed = <T extends z.ZodType>(value: T) => z.object({ original: value, ours: value });

/** `awaiting`: evcc has not shown yet what we wrote last; absent once it has. */
const changedLimit = changed(z.number()).extend({ awaiting: z.literal(true).optional() });

/** What we changed at one loadpoint; an absent key is as people left it. */
const ownedLoadpoint = z.object({
  /** `awaiting`: evcc has not shown yet what we wrote last; absent once it has. */
  mode: changed(chargeMode)
    .extend({
      awaiting: z.enum(['ours', 'original']).optional(),
      /** What evcc showed when we wrote last; it is nobody's decision for as long as we await ours. */
      shown: chargeMode.optional(),
    })
    .optional(),
  limitSocPercent: changedLimit.optional(),
  limitEnergyKwh: changedLimit.optional(),
  maxCurrentA: changed(z.number())
    .extend({
      /** What held for the car before, after its own limits. */
      effective: z.number(),
      /** What evcc showed when we wrote last. */
      shown: z.number(),
      /** A person set another one since: it is theirs until the car leaves. */
      yielded: z.boolean().optional(),
    })
    .optional(),
  phases: changed(z.union([z.literal(0), z.literal(1), z.literal(3)])).optional(),
});

const shownLoadpoint = z.object({
  mode: chargeMode,
  connected: z.boolean(),
  vehicle: z.string().nullable(),
  /** The plan of the car there, where it was one of ours. */
  plan: z.object({ socPercent: z.number(), time: z.number() }).nullable(),
  /** The energy plan that we wrote is there; absent = it is not. */
  energyPlan: z.literal(true).optional(),
  /** Its car has left for certain. */
  empty: z.boolean(),
  /** A mode that evcc set itself and that nobody has changed since; `null` = the mode is somebody's. */
  evccMode: chargeMode.nullable(),
  /** What tells the session of the car there from the next one; `null` = nobody is there, or nobody has looked. */
  session: z
    .object({
      /** As evcc named it last. */
      vehicle: z.string().nullable(),
      energyKwh: z.number().nullable(),
      socPercent: z.number().nullable(),
      /** `null` = none. */
      limitSocPercent: z.number().nullable(),
      /** `null` = none. */
      limitEnergyKwh: z.number().nullable(),
    })
    .nullable()
    .default(null),
});

const strategy = z.object({ continuous: z.boolean(), preconditionS: z.number() });
const text = z.object({ de: z.string(), en: z.string() });

const override = z.object({
  kind: z.enum(['BOOST', 'SLOTS', 'PAUSE', 'PERSON', 'OPTIMIZER']),
  since: z.number(),
  until: z.number().nullable(),
  targetSocPercent: z.number().nullable(),
  message: text,
});

const sessionLimit = z.object({
  socPercent: z.number().nullable(),
  energyKwh: z.number().nullable(),
  since: z.number(),
});

/** What became of telling the battery not to charge. */
const learnedHoldCharge = z.object({
  /** Since when it is told to; `null` = it is not. */
  toldSince: z.number().nullable(),
  /** Since when it does not follow; `null` = it does, or was not seen yet. */
  refusesSince: z.number().nullable(),
  /** When it was seen to leave a surplus to the grid; `null` = never. */
  seenAt: z.number().nullable(),
});

const NO_HOLD_CHARGE = { toldSince: null, refusesSince: null, seenAt: null };

const learnedBattery = z.object({
  /** Since when it is told to charge; `null` = it is not. */
  toldToChargeSince: z.number().nullable(),
  /** Measured while it was told to charge; `null` = never. */
  chargeKw: z.number().nullable(),
  /** The SoC at which the device itself ended a charge. */
  maxSoc: z.object({ socPercent: z.number(), at: z.number() }).nullable(),
  /** Told to charge, it never did. */
  refusesSince: z.number().nullable(),
  holdCharge: learnedHoldCharge.default(NO_HOLD_CHARGE),
});

const learnedCar = z.object({
  /** Since when it charges as fast as it can; `null` = it does not. */
  fastSince: z.number().nullable(),
  /** What it was seen to take up to each SoC, rising. */
  levels: z.array(z.object({ socPercent: z.number(), powerKw: z.number() })),
});

const NOTHING_LEARNED = {
  toldToChargeSince: null,
  chargeKw: null,
  maxSoc: null,
  refusesSince: null,
  holdCharge: NO_HOLD_CHARGE,
};

const rollout = z.object({
  firstRunAt: z.number(),
  /** Observes until then; in the past = live. */
  observeUntil: z.number(),
});

/**
 * Everything about control that must outlive a crash, stored as one value so that it is never half old:
 * what we changed in evcc, who overrode us, what people asked for, and how long we still only observe.
 */
export const controlStateSchema = z.object({
  /** The external battery mode that we hold. */
  batteryMode: z.enum(['hold', 'charge', 'normal', 'holdcharge']).nullable(),
  loadpoints: z.record(z.string(), ownedLoadpoint),
  /** Plans that we wrote into evcc, by vehicle, newest first: to tell ours from a person's. */
  vehiclePlans: z.record(z.string(), z.array(z.object({ socPercent: z.number(), time: z.number() }))),
  /** Plans that people made in evcc, by vehicle name, or by loadpoint where evcc knows no vehicle. */
  personPlans: z.record(
    z.string(),
    z.object({ time: z.number(), socPercent: z.number().nullable(), energyKwh: z.number().nullable() }),
  ),
  vehicleStrategies: z.record(
    z.string(),
    changed(strategy).extend({
      /** evcc has not shown yet what we wrote last; absent once it has. */
      awaiting: z.literal(true).optional(),
      /** A person set another one since: it is theirs until the car leaves. */
      yielded: z.literal(true).optional(),
    }),
  ),
  /** Energy plans that we wrote, by loadpoint. */
  energyPlans: z.record(z.string(), z.object({ energyKwh: z.number(), time: z.number() })),
  /** The `bufferSoc` chain as found before we wrote to it. */
  bufferFound: z
    .object({
      prioritySoc: z.number().nullable(),
      bufferSoc: z.number(),
      bufferStartSoc: z.number().nullable(),
    })
    .nullable(),
  /**
   * By loadpoint, and `battery`. `sticky` lasts until the car leaves, the others as long as they are seen, and those
   * that began `beforeTarget` until the car has what it is to have. `noPlan`: somebody deleted our plan in evcc.
   */
  overrides: z.record(
    z.string(),
    z.object({
      override,
      sticky: z.boolean(),
      beforeTarget: z.boolean().optional(),
      noPlan: z.boolean().optional(),
    }),
  ),
  boosts: z.record(
    z.string(),
    z.object({ since: z.number(), until: z.number().nullable(), targetSocPercent: z.number().nullable() }),
  ),
  /** By vehicle name, or by loadpoint where evcc knows no vehicle. */
  departures: z.record(
    z.string(),
    z.object({
      departure: z.number(),
      targetSocPercent: z.number().nullable(),
      targetEnergyKwh: z.number().nullable(),
      /** When it was asked for; absent = before that was kept. */
      since: z.number().optional(),
      /** Somebody deleted its plan in evcc since. */
      noPlan: z.literal(true).optional(),
    }),
  ),
  /** Limits of this session that people set in evcc while we charge, by loadpoint; one of both is there. */
  sessionLimits: z.record(z.string(), sessionLimit).default({}),
  /** SoC that a person typed in, by vehicle, for cars whose own is unknown; as of the start of a session. */
  manualSoc: z.record(z.string(), z.number().min(0).max(100)),
  /** Where and when each SoC of `manualSoc` was typed in: what evcc showed of the car then. */
  manualSocNoted: z
    .record(
      z.string(),
      z.object({
        at: z.number(),
        teller: z.enum(['PERSON', 'SOURCE']).default('PERSON'),
        /** Loadpoint at which the car stood; `null` = none. */
        loadpoint: z.string().nullable(),
        sessionKwh: z.number().nullable(),
        socPercent: z.number().nullable(),
      }),
    )
    .default({}),
  /** Targets that hold from session to session, by vehicle name, or by loadpoint where evcc knows no vehicle. */
  targets: z
    .record(
      z.string(),
      z.object({
        targetSocPercent: z.number().nullable(),
        targetEnergyKwh: z.number().nullable(),
        since: z.number(),
      }),
    )
    .default({}),
  /** Departures by weekday, by vehicle name. */
  schedules: z
    .record(
      z.string(),
      z.object({
        since: z.number(),
        entries: z.array(
          z.object({
            weekdays: z.array(z.number()),
            time: z.string(),
            targetSocPercent: z.number().nullable(),
          }),
        ),
      }),
    )
    .default({}),
  slotOverrides: z
    .array(
      z.object({
        id: z.string(),
        target: z.string(),
        action: z.enum(SLOT_ACTIONS),
        start: z.number(),
        end: z.number(),
        since: z.number(),
      }),
    )
    .default([]),
  /** What evcc showed of each car last, by vehicle name: away from a cable evcc knows nothing. */
  lastSoc: z
    .record(
      z.string(),
      z.object({
        socPercent: z.number(),
        at: z.number(),
        /** When evcc measured it, as far as that can be told; what it shows since follows from what was charged. */
        measured: z
          .object({
            at: z.number(),
            loadpoint: z.string(),
            socPercent: z.number(),
            sessionKwh: z.number(),
            /** Since when the car charges; `null` = it has not charged since. */
            chargedSince: z.number().nullable(),
          })
          .optional(),
      }),
    )
    .default({}),
  /** Whether evcc showed last that its battery was steered since it started; `null` = nobody has looked. */
  batteryWasSteered: z.boolean().nullable().default(null),
  /** What evcc showed of each loadpoint last. */
  shownLoadpoints: z.record(z.string(), shownLoadpoint).default({}),
  /** Titles of all loadpoints by name, as evcc showed them last. */
  loadpointTitles: z.record(z.string(), z.string()).default({}),
  /** Cars that may charge fast and take nothing, by loadpoint. */
  idleCars: z
    .record(
      z.string(),
      z.object({ vehicle: z.string().nullable(), socPercent: z.number().nullable(), since: z.number() }),
    )
    .default({}),
  learnedBattery: learnedBattery.default(NOTHING_LEARNED),
  /** By vehicle name. */
  learnedCars: z.record(z.string(), learnedCar).default({}),
  /** Everything rests; `null` = nothing does. */
  pause: z.object({ since: z.number(), until: z.number().nullable() }).nullable().default(null),
  rollouts: z.partialRecord(z.enum(CAPABILITIES), rollout),
});

export type ControlState = z.infer<typeof controlStateSchema>;
export type OwnedLoadpoint = z.infer<typeof ownedLoadpoint>;
export type ShownLoadpoint = z.infer<typeof shownLoadpoint>;
export type Boost = ControlState['boosts'][string];
export type PersonDeparture = ControlState['departures'][string];
export type SessionLimit = z.infer<typeof sessionLimit>;
export type StoredSlotOverride = ControlState['slotOverrides'][number];
export type LearnedBattery = z.infer<typeof learnedBattery>;
export type LearnedHoldCharge = z.infer<typeof learnedHoldCharge>;
export type LearnedCar = z.infer<typeof learnedCar>;
export type RolloutState = z.infer<typeof rollout>;

export function emptyControlState(): ControlState {
  return {
    batteryMode: null,
    loadpoints: {},
    vehiclePlans: {},
    personPlans: {},
    vehicleStrategies: {},
    energyPlans: {},
    bufferFound: null,
    overrides: {},
    boosts: {},
    departures: {},
    sessionLimits: {},
    manualSoc: {},
    manualSocNoted: {},
    targets: {},
    schedules: {},
    slotOverrides: [],
    lastSoc: {},
    batteryWasSteered: null,
    shownLoadpoints: {},
    loadpointTitles: {},
    idleCars: {},
    learnedBattery: { ...NOTHING_LEARNED },
    learnedCars: {},
    pause: null,
    rollouts: {},
  };
}
