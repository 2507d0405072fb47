import type { ConfigFiles } from './files.ts';
import { type LoadedConfig, loadConfig } from './load.ts';

/** Files held in memory. An `Error` in place of a text is thrown when the file is read. */
export function memoryFiles(contents: Record<string, string | Error>): ConfigFiles {
  return {
    read(path) {
      const found = Object.hasOwn(contents, path) ? contents[path] : undefined;
      if (found instanceof Error) throw found;
      return found ?? null;
    },
  };
}

/** The configuration that add-on options amount to, beside an `evcc_url` that works. */
export function loadOptions(options: Record<string, unknown>): LoadedConfig {
  const content = JSON.stringify({ evcc_url: 'http://evcc.local:7070', ...options });
  return loadConfig({ argv: [], env: {}, files: memoryFiles({ '/data/options.json': content }) });
}

/** The add-on options that the predecessor was delivered with. */
export const PREDECESSOR_DEFAULTS = {
  evcc_url: 'http://evcc.local:7070',
  evcc_password: '',
  influxdb_host: 'influxdb.local',
  influxdb_port: 8086,
  influxdb_database: 'smartload',
  influxdb_username: '',
  influxdb_password: '',
  influxdb_ssl: false,
  battery_capacity_kwh: 33.1,
  battery_charge_power_kw: 4.3,
  battery_max_price_ct: 25.0,
  battery_min_soc: 10,
  battery_max_soc: 90,
  battery_charge_efficiency: 0.92,
  battery_discharge_efficiency: 0.92,
  battery_to_ev_min_profit_ct: 3.0,
  battery_to_ev_dynamic_limit: true,
  battery_to_ev_floor_soc: 20,
  ev_max_price_ct: 30.0,
  ev_target_soc: 80,
  ev_default_energy_kwh: 30.0,
  ev_charge_deadline_hour: 6,
  feed_in_tariff_ct: 7.0,
  sequencer_enabled: true,
  sequencer_default_charge_power_kw: 11.0,
  rl_enabled: true,
  rl_auto_switch: true,
  rl_ready_threshold: 0.8,
  rl_fallback_threshold: 0.7,
  rl_ready_min_comparisons: 200,
  vehicle_poll_interval_minutes: 60,
  quiet_hours_enabled: true,
  quiet_hours_start: 21,
  quiet_hours_end: 6,
};
