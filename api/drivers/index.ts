export { createDialogue, type Dialogue } from './dialogue.ts';
export { momentOf } from './when.ts';
