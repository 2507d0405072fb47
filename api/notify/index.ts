export { ANSWER_PATH } from './answer-url.ts';
export { answerableBy, channelsOf } from './channels.ts';
export { type HomeAssistant, pressedButton, SUPERVISOR_URL } from './home-assistant.ts';
export { type Channel, type Choice, type Message, NotifyError, type Question } from './message.ts';
export { createNotifier, type Notifier } from './notifier.ts';
export { isForgotten, NOTHING_SEEN, type Sighting } from './sighting.ts';
export { TELEGRAM_URL, telegramChannelId } from './telegram.ts';
export { createTickets, readCode, type Tickets } from './tickets.ts';
export { standsAt } from './whereabouts.ts';
