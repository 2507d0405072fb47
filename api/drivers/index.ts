export type { Outcome } from './answering.ts';
export type { AnswerDesk } from './dialogue.ts';
export { createPeople, type People } from './people.ts';
export { momentOf } from './when.ts';
export type { Worded } from './wording.ts';
