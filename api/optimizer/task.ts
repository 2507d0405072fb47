/** A step of the horizon. Energies in kWh of the whole step, ≥ 0; prices in currency per kWh, of any sign. */
export interface Step {
  /** Length; 0 is a step in which no battery can do anything. */
  hours: number;
  loadKwh: number;
  pvKwh: number;
  importPricePerKwh: number;
  exportPricePerKwh: number;
}

/** Something that can be charged: a home battery, or a car that is plugged in. Energies in kWh, powers in kW, ≥ 0. */
export interface Store {
  /** Never below `maxKwh` or `initialKwh`, whatever was asked. */
  capacityKwh: number;
  minKwh: number;
  maxKwh: number;
  initialKwh: number;
  /** Charging is 0 or at least this. */
  minChargeKw: number;
  maxChargeKw: number;
  maxDischargeKw: number;
  /** Of what goes in, above 0 and at most 1. */
  chargeEfficiency: number;
  /** Of what comes out, above 0 and at most 1. */
  dischargeEfficiency: number;
  /** Worth of what is left at the end, currency per kWh. */
  endValuePerKwh: number;
  /** Whether it may charge in a step that imports. */
  fromGrid: boolean;
  /** Whether it may discharge in a step that exports. */
  toGrid: boolean;
  /** For each step what must be charged, unless the store is full; 0 asks for nothing. */
  demandKwh: number[];
  /** For each step what must be in store at its end; 0 asks for nothing. The first step's is not asked for. */
  goalKwh: number[];
  /** 2 charges and discharges before 1, and 1 before 0, where that costs the same. */
  priority: number;
}

/** What charges on one circuit: all of it together stays within a limit. */
export interface Circuit {
  /** Positions of the stores. */
  stores: number[];
  maxChargeKw: number;
}

export const CHARGING_STRATEGIES = [
  'none',
  'charge_before_export',
  'attenuate_demand_peaks',
  'attenuate_feedin_peaks',
  'attenuate_grid_peaks',
] as const;
export const DISCHARGING_STRATEGIES = ['none', 'discharge_before_import'] as const;

/** The planning problem that evcc asks its optimizer to solve. */
export interface ChargeTask {
  steps: Step[];
  stores: Store[];
  circuits: Circuit[];
  /** `null` is no limit. */
  importLimitKw: number | null;
  exportLimitKw: number | null;
  /** Price of each kW of the highest import above the limit; `null` makes the limit one to be kept. */
  demandRatePerKw: number | null;
  /** What decides between schedules that cost the same. */
  chargingStrategy: (typeof CHARGING_STRATEGIES)[number];
  dischargingStrategy: (typeof DISCHARGING_STRATEGIES)[number];
}

/** What is decided, in kWh of each step at the meter's side, by store and step. Everything else follows from it. */
export interface Flows {
  chargeKwh: number[][];
  dischargeKwh: number[][];
}
