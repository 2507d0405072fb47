import type { Language } from './text.ts';
/** What can be observed or live, each by itself. */
export const CAPABILITIES = ['BUFFER', 'BATTERY', 'VEHICLES'] as const;
export type Capability = (typeof CAPABILITIES)[number];

export type VehicleSourceType = 'evcc' | 'renault' | 'custom' | 'manual';

/** Where the SoC of a car of type `custom` is read. */
export interface CustomVehicle {
  url: string;
  /** May be secret. */
  headers: Record<string, string>;
  /** Dotted path in the JSON of the answer. */
  socPath: string;
  /** Its first group is the SoC; goes before the path. `null` = JSON. */
  socRegex: string | null;
}

/** A car of `vehicles.yaml`. */
export interface VehicleSettings {
  /** evcc's name of the car; compared without regard to case. */
  name: string;
  type: VehicleSourceType;
  capacityKwh: number | null;
  chargePowerKw: number | null;
  disabled: boolean;
  pollIntervalMinutes: number | null;
  targetSocPercent: number | null;
  minSocPercent: number | null;
  /** Local hour of departure, `HH:MM`; `null` = the global one. */
  departure: string | null;
  /** Local hour at which it is usually back, `HH:MM`; `null` or absent = unknown. */
  returns?: string | null;
  /** What a day's driving usually takes, kWh; `null` or absent = unknown. */
  tripKwh?: number | null;
  /** `null` or absent = evcc or a person tells its SoC. */
  custom?: CustomVehicle | null;
}

/** A person of `drivers.yaml`. */
export interface DriverSettings {
  name: string;
  vehicles: string[];
  telegramChatId: string | null;
}

/** What a token lets its bearer do: `read` sees everything, `control` may also change it. */
export type TokenScope = 'read' | 'control';

/** A token that somebody may come with; only its hash is known. */
export interface ApiToken {
  name: string;
  scope: TokenScope;
  /** SHA-256 of the token, in lower case hex. */
  sha256: string;
}

/** Who may reach the server, and what they may do. */
export interface AccessSettings {
  /** `all` addresses of this machine, `local` ones only, or a single one. */
  listen: string;
  tokens: ApiToken[];
  /** Reading needs a token too. */
  requireLogin: boolean;
  /** Names beside addresses and local names by which people reach us, lower case, without port. */
  allowedHosts: string[];
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The configuration after it was judged: every value is usable. `null` = not set, evcc's own value counts. */
export interface Settings {
  /** `null` = the virtual house. */
  evccUrl: string | null;
  evccUser: string | null;
  evccPassword: string | null;
  /** Further request headers for a proxy before evcc, by name. Secret. */
  evccHeaders: Record<string, string>;
  /** IANA zone of the house. */
  timeZone: string;
  /** Whose public holidays the house has, as `holidaysOf` takes it; `null` = none are known. */
  holidayRegion: string | null;
  port: number;
  dataDir: string;
  access: AccessSettings;
  /** From which level on things are logged, and for whom. */
  log: { level: LogLevel; format: 'text' | 'json' };
  /** Broker for Home Assistant's discovery, perhaps with user and password. Secret. */
  mqttUrl: string | null;
  /** Ways to tell people what they should know. Addresses are secret. */
  notify: {
    language: Language;
    ntfyUrl: string | null;
    webhookUrl: string | null;
    /** Name of a notify service of Home Assistant. */
    homeAssistantService: string | null;
  };
  /** Redis through which further processes serve the same house, perhaps with user and password in `url`. Secret. */
  redis: { url: string; prefix: string } | null;
  /** How many subscriptions are served at a time. */
  subscriptionLimits: { perAddress: number; inAll: number };

  batteryCapacityKwh: number | null;
  batteryChargePowerKw: number | null;
  batteryDischargePowerKw: number | null;
  batteryMinSocPercent: number;
  batteryMaxSocPercent: number;
  batteryChargeEfficiency: number;
  batteryDischargeEfficiency: number;
  /** Limit on grid energy for the battery, currency/kWh. */
  batteryMaxPricePerKwh: number | null;
  batteryWearCostPerKwh: number;
  /** When energy of the home battery may go into a car: least profit in currency/kWh, and down to which SoC. */
  batteryToCar: { minProfitPerKwh: number; floorSocPercent: number };

  evMaxPricePerKwh: number | null;
  evTargetSocPercent: number;
  /** Local hour at which a car must be ready where nothing else is said; `null` = no deadline. */
  evDepartureHour: number | null;
  /** Energy for a car of which nothing is known. */
  evDefaultEnergyKwh: number;
  evDefaultChargePowerKw: number;

  feedInPricePerKwh: number | null;
  gridImportLimitKw: number | null;
  gridExportLimitKw: number | null;

  /** CSV with earlier loads, after a colon the column; `null` = none. */
  loadHistoryFile: string | null;
  /** The first hour is planned against scenarios of load and PV, not for their mean alone. */
  plansUncertainty: boolean;

  /** Base of the dynamic buffer; `null` = the battery's minimum. */
  bufferBaseSocPercent: number | null;
  /** How long each kind of record is kept, days; absent = cycles 60, events 90, commands 365, quarters for ever. */
  retentionDays?: { cycles: number; events: number; commands: number; quarterHours: number };
  observationDays: Record<Capability, number>;

  decisionIntervalMinutes: number;
  vehiclePollIntervalMinutes: number;
  quietHours: { enabled: boolean; startHour: number; endHour: number };
  influx: {
    host: string;
    port: number;
    database: string;
    username: string;
    password: string;
    tls: boolean;
    /** Set for InfluxDB 2.x, where `database` is the bucket. */
    token: string | null;
    org: string;
  } | null;

  vehicles: VehicleSettings[];
  drivers: DriverSettings[];
  telegramBotToken: string | null;
}
