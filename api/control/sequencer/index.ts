export { chargeQueue } from './queue.ts';
export { isQuiet, quietSpans } from './quiet-hours.ts';
export { waitingCars } from './waiting-cars.ts';
