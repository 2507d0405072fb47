export { applyChanges } from './apply.ts';
export type { BatteryChange, CarChange, Changes, TariffChange } from './changes.ts';
export { type ChangeProblem, checkChanges } from './check.ts';
export { costOf } from './money.ts';
export { type NoticedPlanner, noticed } from './noticed.ts';
export {
  type AskOtherWay,
  createOtherWay,
  type Decided,
  type OtherWayAnswer,
  type OtherWayResult,
} from './other-way.ts';
export { NOT_IN_PLAN, noCycle, type WhatIfRefusal } from './refusal.ts';
export { createTurns, type Turns, type TurnsOptions } from './turns.ts';
export { type Base, createWhatIf, type WhatIf, type WhatIfAnswer, type WhatIfResult } from './what-if.ts';
