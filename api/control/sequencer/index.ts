export { chargeQueue } from './queue.ts';
export { isQuiet } from './quiet-hours.ts';
