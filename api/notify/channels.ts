import { type DriverSettings, drives, type Settings } from '../house/index.ts';
import { type HomeAssistant, homeAssistantChannel } from './home-assistant.ts';
import type { Channel, Message } from './message.ts';
import { ntfy } from './ntfy.ts';
import { TELEGRAM_URL, telegramChannel } from './telegram.ts';
import type { Tickets } from './tickets.ts';
import { webhook } from './webhook.ts';

export interface ChannelOptions {
  settings: Pick<Settings, 'notify' | 'drivers' | 'telegramBotToken'>;
  tickets: Tickets;
  /** `null` = it does not run us, and its notify services cannot be called. */
  homeAssistant: HomeAssistant | null;
  /** Where Telegram's bots are reached; another place in tests. */
  telegramUrl?: string;
}

/** All ways to reach people that the settings name, the household's first; none by default. */
export function channelsOf(options: ChannelOptions): Channel[] {
  const { settings, tickets } = options;
  const { webhookUrl, publicUrl = null } = settings.notify;
  const list = waysOf({ ...settings.notify, driver: null }, options);
  if (webhookUrl) list.push(webhook(webhookUrl, tickets, publicUrl));
  for (const driver of settings.drivers) {
    list.push(...waysOf({ ntfyUrl: null, homeAssistantService: null, ...driver, driver }, options));
    if (settings.telegramBotToken && driver.telegramChatId)
      list.push(
        telegramChannel({
          driver,
          chatId: driver.telegramChatId,
          token: settings.telegramBotToken,
          host: options.telegramUrl ?? TELEGRAM_URL,
          tickets,
        }),
      );
  }
  return list;
}

/** What the household and each person may have alike. */
interface Ways {
  ntfyUrl: string | null;
  homeAssistantService: string | null;
  driver: DriverSettings | null;
}

function waysOf(
  { ntfyUrl, homeAssistantService, driver }: Ways,
  { settings, tickets, homeAssistant }: ChannelOptions,
): Channel[] {
  const list: Channel[] = [];
  const { publicUrl = null } = settings.notify;
  if (ntfyUrl) list.push(ntfy({ address: ntfyUrl, driver, tickets, publicUrl }));
  if (homeAssistantService && homeAssistant)
    list.push(homeAssistantChannel({ service: homeAssistantService, driver, tickets, homeAssistant }));
  return list;
}

/** Whether a channel's people are to hear of something: of the house everybody, of a car its drivers. */
export function wants({ driver }: Pick<Channel, 'driver'>, message: Message): boolean {
  const { vehicle, vehicleTitle } = message;
  return vehicle === null || driver === null || drives(driver, vehicle, vehicleTitle ?? vehicle);
}

/**
 * The channels by which a question about a car can be answered: those of the first person who drives it and can be
 * reached; where nobody does, the household's.
 */
export function answerableBy(
  channels: readonly Channel[],
  drivers: readonly DriverSettings[],
  vehicle: string,
  title: string,
): Channel[] {
  const usable = channels.filter(({ takesAnswers }) => takesAnswers);
  const asked = drivers
    .filter((driver) => drives(driver, vehicle, title))
    .map((driver) => usable.filter((channel) => channel.driver === driver))
    .find((own) => own.length > 0);
  return asked ?? usable.filter(({ driver }) => driver === null);
}
