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

/** Where a car of type `renault` is read: an account at Renault. Secret. */
export interface RenaultVehicle {
  user: string;
  password: string;
  /** `null` = the account has only one car. */
  vin: string | null;
  /** Of the account, ISO 3166 in capitals. */
  country: string;
  /** Keys of Renault's own app; `null` = those that are known. */
  gigyaApiKey: string | null;
  kamereonApiKey: string | null;
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
  /** `null` or absent = evcc or a person tells its SoC. */
  renault?: RenaultVehicle | null;
}

/** What the height of the import costs beside its energy, as capacity tariffs have it. */
export interface PeakPriceSettings {
  /** Currency for each kW of the highest mean of a period, > 0. */
  pricePerKw: number;
  /** Calendar months or years of the house. */
  period: 'month' | 'year';
  /** Means are taken over so many minutes. */
  intervalMinutes: 15 | 30 | 60;
  /** So much is paid for in any period, kW, ≥ 0. */
  minimumKw: number;
}

/** Something of `loads.yaml` that needs an energy on some days and can be told when. */
export interface FlexibleLoadSettings {
  name: string;
  /** > 0. */
  energyKwh: number;
  /** What it takes while it runs, > 0. */
  powerKw: number;
  /** Local time `HH:MM` from which it may run. */
  earliest: string;
  /** Local time `HH:MM` by which it is done; at or before `earliest` = on the next day. */
  latest: string;
  /** Days on which its window begins; 0 = Sunday. */
  weekdays: number[];
  /** Whether it may pause; otherwise it runs in one block. */
  interruptible: boolean;
}

/** A person of `drivers.yaml`. */
export interface DriverSettings {
  name: string;
  vehicles: string[];
  telegramChatId: string | null;
  /** Name of a notify service of Home Assistant; `null` or absent = none. */
  homeAssistantService?: string | null;
  /** Address with topic at ntfy; `null` or absent = none. Secret. */
  ntfyUrl?: string | null;
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
  /** GraphQL answers nothing but the page's own documents and those behind `/rest/`. */
  trustedDocumentsOnly: boolean;
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
    /** Where phones reach this server, without a slash at the end; `null` or absent = nothing is answered by address. */
    publicUrl?: string | null;
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
  /** `null` or absent = only energy costs. */
  peakPrice?: PeakPriceSettings | null;
  /** Among plans of equal cost the one with the lower import peak; absent = no. */
  levelsPeaks?: boolean;
  /** What a tonne of CO₂ weighs in decisions, currency, ≥ 0; absent = nothing. */
  co2PricePerTonne?: number;

  /** CSV with earlier loads, after a colon the column; `null` = none. */
  loadHistoryFile: string | null;
  /** The first hour is planned against scenarios of load and PV, not for their mean alone. */
  plansUncertainty: boolean;
  /** What few, long charging blocks may cost, currency, ≥ 0; absent = a hundredth. */
  preferenceCost?: number;

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
  /** Absent = none. */
  flexibleLoads?: FlexibleLoadSettings[];
}
