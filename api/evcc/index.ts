export { ADDRESSES_ELSEWHERE, ADDRESSES_IN_HOME_ASSISTANT, EVCC_APP_ADDRESS } from './addresses.ts';
export {
  createEvccClient,
  type EvccAnswer,
  type EvccClient,
  type EvccClientOptions,
  type EvccTiming,
} from './client.ts';
export { describeCommand, type EvccCommand } from './command.ts';
export { EvccError, type EvccErrorKind } from './error.ts';
export { followed } from './followed.ts';
export type { EvccRequest } from './http.ts';
export { decodeRates, type TariffName } from './rates.ts';
export { decodeState } from './state.ts';
export type { ConnectionState } from './stream.ts';
