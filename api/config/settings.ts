import { holidayRegionOf, type PeakPriceSettings, type Settings } from '../house/index.ts';
import type { Household } from './household.ts';
import { hasInflux, missingForInflux } from './judge.ts';
import { NO_HOLIDAYS } from './kinds.ts';
import { NO_HOUR } from './option.ts';
import type { Options } from './schema.ts';

/** The settings that judged options amount to: our names, our units. */
export function toSettings(
  options: Options,
  household: Household,
  { dataDir, isDemo }: { dataDir: string; isDemo: boolean },
): Settings {
  return {
    ...evccAccess(options),
    evccHeaders: options.evcc_headers,
    timeZone: options.timezone,
    holidayRegion:
      options.holidays === NO_HOLIDAYS ? null : (options.holidays ?? holidayRegionOf(options.timezone)),
    port: options.api_port,
    dataDir,
    access: {
      listen: options.listen === 'auto' ? autoListen(options, isDemo) : options.listen,
      tokens: options.api_tokens,
      requireLogin: options.require_login,
      trustedDocumentsOnly: options.trusted_documents_only,
      allowedHosts: [...options.allowed_hosts, ...hostOf(options.public_url)],
    },
    log: { level: options.log_level, format: options.log_format },
    mqttUrl: options.mqtt_url,
    notify: {
      language: options.message_language,
      ntfyUrl: options.ntfy_url,
      webhookUrl: options.webhook_url,
      homeAssistantService: options.home_assistant_notify,
      publicUrl: options.public_url,
    },
    redis: options.redis_url === null ? null : { url: options.redis_url, prefix: options.redis_prefix },
    subscriptionLimits: {
      perAddress: options.max_subscriptions_per_address,
      inAll: options.max_subscriptions,
    },

    batteryCapacityKwh: options.battery_capacity_kwh,
    batteryChargePowerKw: options.battery_charge_power_kw,
    batteryDischargePowerKw: options.battery_discharge_power_kw,
    batteryMinSocPercent: options.battery_min_soc,
    batteryMaxSocPercent: options.battery_max_soc,
    batteryChargeEfficiency: options.battery_charge_efficiency,
    batteryDischargeEfficiency: options.battery_discharge_efficiency,
    batteryMaxPricePerKwh: perKwh(options.battery_max_price_ct),
    batteryWearCostPerKwh: options.battery_wear_cost_ct / 100,

    evMaxPricePerKwh: perKwh(options.ev_max_price_ct),
    evTargetSocPercent: options.ev_target_soc,
    evDepartureHour: options.ev_charge_deadline_hour === NO_HOUR ? null : options.ev_charge_deadline_hour,
    evDefaultEnergyKwh: options.ev_default_energy_kwh,
    evDefaultChargePowerKw: options.sequencer_default_charge_power_kw,

    feedInPricePerKwh: perKwh(options.feed_in_tariff_ct),
    gridImportLimitKw: options.grid_import_limit_kw,
    gridExportLimitKw: options.grid_export_limit_kw,
    peakPrice: peakPrice(options),
    levelsPeaks: options.level_import_peaks,
    co2PricePerTonne: options.co2_price_per_tonne,

    batteryToCar: {
      minProfitPerKwh: options.battery_to_ev_min_profit_ct / 100,
      floorSocPercent: options.battery_to_ev_floor_soc,
    },
    loadHistoryFile: options.load_history_file,
    plansUncertainty: options.plan_uncertainty,
    preferenceCost: options.preference_cost_ct / 100,

    bufferBaseSocPercent: options.buffer_base_soc,
    retentionDays: {
      cycles: options.keep_cycles_days,
      events: options.keep_events_days,
      commands: options.keep_commands_days,
      quarterHours: options.keep_history_days,
    },
    observationDays: {
      BUFFER: options.observation_days_buffer,
      BATTERY: options.observation_days_battery,
      VEHICLES: options.observation_days_vehicles,
    },

    decisionIntervalMinutes: options.decision_interval_minutes,
    vehiclePollIntervalMinutes: options.vehicle_poll_interval_minutes,
    quietHours: quietHours(options),
    influx: influx(options),

    vehicles: household.vehicles,
    drivers: household.drivers,
    telegramBotToken: household.telegramBotToken,
    flexibleLoads: household.flexibleLoads,
  };
}

/** Who tries us out opens nothing to the network; who configured something wants to reach it. */
function autoListen({ api_tokens: tokens }: Options, isDemo: boolean): 'all' | 'local' {
  return isDemo && tokens.length === 0 ? 'local' : 'all';
}

/** Whoever says where we are reached need not say it twice. */
function hostOf(publicUrl: string | null): string[] {
  return publicUrl === null ? [] : [new URL(publicUrl).hostname];
}

/** A user and a password may also stand in the address; `fetch` refuses one that has them. */
function evccAccess(options: Options): Pick<Settings, 'evccUrl' | 'evccUser' | 'evccPassword'> {
  const { evcc_url: address, evcc_user: user, evcc_password: password } = options;
  if (address === null) return { evccUrl: null, evccUser: user, evccPassword: password };
  const { protocol, host, pathname, username, password: secret } = new URL(address);
  return {
    evccUrl: `${protocol}//${host}${pathname.replace(/\/+$/, '')}`,
    evccUser: user ?? (decodeURIComponent(username) || null),
    evccPassword: password ?? (decodeURIComponent(secret) || null),
  };
}

function perKwh(ct: number | null): number | null {
  return ct === null ? null : ct / 100;
}

const INTERVAL_MINUTES = { '15': 15, '30': 30, '60': 60 } as const;

function peakPrice(options: Options): PeakPriceSettings | null {
  const { peak_price_per_kw: pricePerKw, peak_price_period: period } = options;
  if (pricePerKw === null) return null;
  const intervalMinutes = INTERVAL_MINUTES[options.peak_price_interval_minutes];
  return { pricePerKw, period, intervalMinutes, minimumKw: options.peak_price_minimum_kw };
}

function quietHours(options: Options): Settings['quietHours'] {
  const { quiet_hours_start: startHour, quiet_hours_end: endHour } = options;
  return { enabled: options.quiet_hours_enabled && startHour !== endHour, startHour, endHour };
}

function influx(options: Options): Settings['influx'] {
  if (!hasInflux(options) || missingForInflux(options) || options.influxdb_host === null) return null;
  // An address is as good as a host: what it says of port and TLS counts.
  const typed = /^https?:\/\//i.test(options.influxdb_host) ? URL.parse(options.influxdb_host) : null;
  return {
    host: typed?.hostname ?? options.influxdb_host,
    port: Number(typed?.port || options.influxdb_port),
    database: options.influxdb_database,
    username: options.influxdb_username,
    password: options.influxdb_password,
    tls: options.influxdb_ssl || typed?.protocol === 'https:',
    token: options.influxdb_token,
    org: options.influxdb_org,
  };
}
