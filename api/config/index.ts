export { keepChosen } from './chosen.ts';
export { CONFIG_FILES, type ConfigFileId, type ConfigFiles, diskFiles } from './files.ts';
export { type ConfigInput, type LoadedConfig, loadConfig } from './load.ts';
export { type Inherited, type ManualSoc, takeOverOldData } from './old-data.ts';
export { type OptionDoc, type OptionKind, optionDocs } from './option.ts';
export { type OptionName, type Options, optionsSchema } from './schema.ts';
export type { ConfigSource, Environment } from './sources.ts';
export {
  type ConfigFileState,
  canGoOnWith,
  type Takeover,
  type WatchedConfig,
  watchConfig,
} from './watch.ts';
