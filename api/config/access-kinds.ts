import { isIP } from 'node:net';
import { z } from 'zod';
import type { ApiToken } from '../house/index.ts';
import { option, textReader } from './option.ts';

type Description = Parameters<typeof option>[4];

/** Several texts: a list, or one text with a line for each (in an environment variable also with commas). */
const list: z.ZodType<string[]> = z
  .union([z.array(textReader), textReader.transform((value) => value.split(/[\n,]/))])
  .transform((entries) => entries.map((entry) => entry.trim()).filter((entry) => entry !== ''));

const TOKEN = /^(?<name>[\w .-]{1,40}):(?<scope>read|control):(?<sha256>[0-9a-f]{64})$/;

/** Who may come with a token, as `npm run token` prints it: `name:scope:hash`. */
export function apiTokens(description: Description): z.ZodType<ApiToken[]> {
  const reader = list.transform((entries, context) => {
    const tokens = entries.map(tokenOf).filter((token) => token !== null);
    if (tokens.length === entries.length) return tokens;
    context.addIssue({ code: 'custom', message: 'not name:scope:hash' });
    return z.NEVER;
  });
  const allowed = {
    de: 'je Zeile „Name:read|control:Hash“, wie npm run token sie schreibt',
    en: 'a line "name:read|control:hash" for each, as npm run token prints it',
  };
  return option<ApiToken[], ApiToken[]>({ type: 'list' }, reader, allowed, [], {
    secret: true,
    ...description,
  });
}

function tokenOf(entry: string): ApiToken | null {
  const { name, scope, sha256 } = TOKEN.exec(entry)?.groups ?? {};
  if (name === undefined || sha256 === undefined || (scope !== 'read' && scope !== 'control')) return null;
  return { name, scope, sha256 };
}

const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Names of hosts, without port, lower case. */
export function hostNames(description: Description): z.ZodType<string[]> {
  const reader = list
    .transform((names) => names.map((name) => name.toLowerCase()))
    .refine((names) => names.every((name) => HOST_NAME.test(name)));
  const allowed = {
    de: 'Namen ohne http:// und ohne Port, je Zeile einer',
    en: 'names without http:// and without a port, one a line',
  };
  return option<string[], string[]>({ type: 'list' }, reader, allowed, [], description);
}

/** `auto`, `all`, `local`, or the one address to listen on. */
export function listenOn(description: Description): z.ZodType<string> {
  const reader = textReader
    .transform((value) => value.toLowerCase())
    .refine((value) => ['auto', 'all', 'local'].includes(value) || isIP(value) !== 0);
  const allowed = {
    de: 'auto, all, local oder eine IP-Adresse dieses Rechners',
    en: "auto, all, local or one of this machine's IP addresses",
  };
  return option({ type: 'text' }, reader, allowed, 'auto', { fallback: 'local', ...description });
}

/** A broker's address; it may carry a user and a password. */
export function mqttUrl(description: Description): z.ZodType<string | null> {
  const reader = textReader.refine(
    (value) => /^(mqtts?|wss?):\/\//i.test(value) && URL.parse(value)?.hostname,
  );
  const allowed = {
    de: 'eine Adresse wie mqtt://benutzer:passwort@homeassistant.local:1883 (auch mqtts://)',
    en: 'an address such as mqtt://user:password@homeassistant.local:1883 (also mqtts://)',
  };
  return option({ type: 'text' }, reader, allowed, null, {
    secret: true,
    ...description,
  });
}

/** An address that people are told things by; it may carry a token or a topic that nobody else knows. */
export function messageUrl(description: Description): z.ZodType<string | null> {
  const reader = textReader.refine((value) => /^https?:\/\//i.test(value) && URL.parse(value)?.hostname);
  const allowed = {
    de: 'eine Adresse wie https://ntfy.sh/mein-thema',
    en: 'an address such as https://ntfy.sh/my-topic',
  };
  return option({ type: 'text' }, reader, allowed, null, { secret: true, ...description });
}

/** Where people's phones reach this server; without a slash at the end. */
export function publicUrl(description: Description): z.ZodType<string | null> {
  const reader = textReader.transform((value, context) => {
    const url = URL.parse(value);
    const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash;
    if (isPlain) return url.href.replace(/\/+$/, '');
    context.addIssue({ code: 'custom', message: 'not a plain address' });
    return z.NEVER;
  });
  const allowed = {
    de: 'eine Adresse wie http://192.168.1.5:8099 oder https://smartload.example.org',
    en: 'an address such as http://192.168.1.5:8099 or https://smartload.example.org',
  };
  return option<string | null, string | null>({ type: 'text' }, reader, allowed, null, description);
}

/** The name of a notify service of Home Assistant. */
export function notifyService(description: Description): z.ZodType<string | null> {
  const reader = textReader.refine((value) => /^(notify[./])?\w{1,100}$/.test(value));
  const allowed = { de: 'ein Name wie mobile_app_pixel', en: 'a name such as mobile_app_pixel' };
  return option({ type: 'text' }, reader, allowed, null, description);
}

/** Where Redis is; it may carry a user, a password and a database. */
export function redisUrl(description: Description): z.ZodType<string | null> {
  const reader = textReader.refine((value) => /^rediss?:\/\//i.test(value) && URL.parse(value)?.hostname);
  const allowed = {
    de: 'eine Adresse wie redis://benutzer:passwort@redis.local:6379 (auch rediss://)',
    en: 'an address such as redis://user:password@redis.local:6379 (also rediss://)',
  };
  return option({ type: 'text' }, reader, allowed, null, {
    secret: true,
    ...description,
  });
}

/** What a house's topics and keys in Redis begin with. */
export function redisPrefix(defaultValue: string, description: Description): z.ZodType<string> {
  const reader = textReader.refine((value) => /^[\w.:-]{1,64}$/.test(value));
  const allowed = {
    de: '1 bis 64 Buchstaben, Ziffern, Punkte, Doppelpunkte, - und _',
    en: '1 to 64 letters, digits, dots, colons, - and _',
  };
  return option({ type: 'text' }, reader, allowed, defaultValue, description);
}

/** One of a few words. */
export function choice<Word extends string>(
  words: readonly Word[],
  defaultValue: Word,
  description: Description,
): z.ZodType<Word> {
  const reader = textReader.transform((value, context) => {
    const found = words.find((word) => word === value.toLowerCase());
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: 'none of the words' });
    return z.NEVER;
  });
  const allowed = { de: words.join(', '), en: words.join(', ') };
  return option<Word, Word>({ type: 'choice', words }, reader, allowed, defaultValue, description);
}
