import { z } from 'zod';
import { batteryOptions, batteryToCarOptions } from './options/battery.ts';
import { carOptions, carPollingOptions } from './options/cars.ts';
import { evccOptions } from './options/evcc.ts';
import { gridOptions } from './options/grid.ts';
import { influxOptions } from './options/influx.ts';
import { marketOptions } from './options/market.ts';
import { messageOptions, mqttOptions } from './options/messages.ts';
import { forecastOptions, quietHourOptions, rhythmOptions, rolloutOptions } from './options/planning.ts';
import { recordOptions } from './options/records.ts';
import { accessOptions, logOptions, processOptions } from './options/server.ts';

/**
 * Every option there is, by the name users write. From it come types, defaults and findings; what else is
 * known of each (documentation, range, add-on) is in `optionDocs`.
 */
export const optionsSchema = z.object({
  ...evccOptions,
  ...accessOptions,
  ...logOptions,
  ...mqttOptions,
  ...messageOptions,
  ...processOptions,
  ...batteryOptions,
  ...carOptions,
  ...gridOptions,
  ...marketOptions,
  ...forecastOptions,
  ...rolloutOptions,
  ...rhythmOptions,
  ...recordOptions,
  ...carPollingOptions,
  ...batteryToCarOptions,
  ...quietHourOptions,
  ...influxOptions,
});

/** The options after judging: each has a usable value. */
export type Options = z.output<typeof optionsSchema>;
export type OptionName = keyof Options;

/** Whether an option goes by that name. */
export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(optionsSchema.shape, name);
}

/** Other ways to write an option's name. */
export const ALIASES: Readonly<Record<string, OptionName>> = { port: 'api_port' };

/** Options of the predecessor that mean nothing any more. Old files keep them, and nothing is said of it. */
export const RETIRED_OPTIONS: readonly string[] = [
  'battery_price_corridor_ct',
  'battery_to_ev_dynamic_limit',
  'data_collect_interval_sec',
  'ev_price_corridor_ct',
  'ha_token',
  'ha_url',
  'rl_auto_switch',
  'rl_batch_size',
  'rl_discount_factor',
  'rl_enabled',
  'rl_epsilon_decay',
  'rl_epsilon_min',
  'rl_epsilon_start',
  'rl_fallback_threshold',
  'rl_learning_rate',
  'rl_memory_size',
  'rl_ready_min_comparisons',
  'rl_ready_threshold',
  'sequencer_enabled',
];
