import type { DriverSettings, Settings } from '../house/index.ts';
import type { Channel } from './message.ts';
import { post } from './post.ts';

/** Where Telegram's bots are reached. */
const TELEGRAM = 'https://api.telegram.org';
/** Home Assistant's interface for its apps. */
const SUPERVISOR = 'http://supervisor/core/api';

type NotifySettings = Pick<Settings, 'notify' | 'drivers' | 'telegramBotToken'>;

/** All ways to reach people that the settings name; none by default. */
export function channelsOf(
  { notify, drivers, telegramBotToken }: NotifySettings,
  supervisorToken: string | null,
  hosts: { telegram?: string; supervisor?: string } = {},
): Channel[] {
  const list: Channel[] = [];
  if (notify.ntfyUrl) list.push(ntfy(notify.ntfyUrl));
  if (notify.webhookUrl) list.push(webhook(notify.webhookUrl));
  if (notify.homeAssistantService && supervisorToken)
    list.push(homeAssistant(notify.homeAssistantService, supervisorToken, hosts.supervisor ?? SUPERVISOR));
  if (telegramBotToken)
    for (const driver of drivers)
      if (driver.telegramChatId)
        list.push(telegram(driver, driver.telegramChatId, telegramBotToken, hosts.telegram ?? TELEGRAM));
  return list;
}

const everything = () => true;

/** An address of ntfy with its topic, `https://ntfy.sh/topic`: the topic goes into the body, as its JSON wants it. */
function ntfy(address: string): Channel {
  const url = new URL(address);
  const topic = url.pathname.slice(1);
  url.pathname = '/';
  const credentials = Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`);
  const headers = url.username ? { authorization: `Basic ${credentials.toString('base64')}` } : {};
  url.username = '';
  url.password = '';
  return {
    id: 'ntfy',
    wants: everything,
    send: ({ title, text }, language) =>
      post(url.href, { topic, title: title[language], message: text[language] }, headers),
  };
}

/** Any address; it gets both languages, and what the message is about. */
function webhook(address: string): Channel {
  return {
    id: 'webhook',
    wants: everything,
    send: ({ occasion, vehicle, at, title, text }) =>
      post(address, { occasion, vehicle, at: new Date(at).toISOString(), title, text }),
  };
}

/** A notify service of Home Assistant, such as `mobile_app_pixel`. */
function homeAssistant(service: string, token: string, host: string): Channel {
  const name = service.replace(/^notify[./]/, '');
  return {
    id: 'home-assistant',
    wants: everything,
    send: ({ title, text }, language) =>
      post(
        `${host}/services/notify/${encodeURIComponent(name)}`,
        { title: title[language], message: text[language] },
        { authorization: `Bearer ${token}` },
      ),
  };
}

/** A driver's chat: hears of the house, and of the driver's own cars. */
function telegram({ name, vehicles }: DriverSettings, chatId: string, token: string, host: string): Channel {
  const own = new Set(vehicles.map((vehicle) => vehicle.toLowerCase()));
  return {
    id: `telegram:${name}`,
    wants: ({ vehicle }) => vehicle === null || own.size === 0 || own.has(vehicle.toLowerCase()),
    // Plain text: names may hold whatever Telegram would take for markup.
    send: ({ title, text }, language) =>
      post(`${host}/bot${token}/sendMessage`, {
        chat_id: chatId,
        text: `${title[language]}\n${text[language]}`,
      }),
  };
}
