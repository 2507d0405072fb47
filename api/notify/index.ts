export { channelsOf } from './channels.ts';
export { type Channel, type Message, NotifyError } from './message.ts';
export { createNotifier, type Notifier } from './notifier.ts';
export { messagesBetween } from './occasions.ts';
