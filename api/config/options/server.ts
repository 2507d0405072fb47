import { apiTokens, choice, hostNames, listenOn, redisPrefix, redisUrl } from '../access-kinds.ts';
import { boolean, number } from '../option.ts';

const SUBSCRIPTIONS = { min: 1, max: 100_000, integer: true };

/** Who may reach the server, and what they may do. */
export const accessOptions = {
  listen: listenOn({
    addon: false,
    description: {
      de: 'Wo die Seite erreichbar ist: all = im ganzen Netz, local = nur auf diesem Rechner, oder eine seiner IP-Adressen; auto = all, ohne Konfiguration und ohne Token local',
      en: 'Where the page can be reached: all = in the whole network, local = on this machine only, or one of its IP addresses; auto = all, without configuration and token local',
    },
  }),
  api_tokens: apiTokens({
    description: {
      de: 'Zugänge für Programme, als Hash (npm run token macht einen): read darf lesen, control auch ändern',
      en: 'Access for programs, as hashes (npm run token makes one): read may read, control may change too',
    },
    unset: { de: 'keine', en: 'none' },
  }),
  require_login: boolean(false, {
    fallback: true,
    description: {
      de: 'Auch Lesen nur mit Token; wer aus Home Assistant kommt, ist schon angemeldet',
      en: 'Reading needs a token too; whoever comes through Home Assistant is logged in already',
    },
  }),
  trusted_documents_only: boolean(false, {
    fallback: true,
    description: {
      de: 'GraphQL beantwortet nur, was die Seite selbst und /rest/ fragen; GraphiQL und eigene Anfragen gehen dann nicht',
      en: 'GraphQL answers only what the page itself and /rest/ ask; GraphiQL and requests of your own do not work then',
    },
  }),
  allowed_hosts: hostNames({
    description: {
      de: 'Weitere Namen, unter denen dieser Server erreichbar ist, etwa der eines Reverse Proxys; IP-Adressen, localhost und .local gehen immer',
      en: 'Further names by which this server is reached, such as that of a reverse proxy; IP addresses, localhost and .local always work',
    },
    unset: { de: 'keine', en: 'none' },
  }),
};

/** What is logged, and for whom. */
export const logOptions = {
  log_level: choice(['debug', 'info', 'warn', 'error'], 'info', {
    description: { de: 'Ab welcher Stufe protokolliert wird', en: 'From which level on things are logged' },
  }),
  log_format: choice(['text', 'json'], 'text', {
    addon: false,
    description: {
      de: 'Protokoll für Menschen (text) oder Programme (json, ein Objekt je Zeile)',
      en: 'Log for people (text) or for programs (json, an object a line)',
    },
  }),
};

/** Further processes for the same house, and how many streams are served. */
export const processOptions = {
  redis_url: redisUrl({
    addon: false,
    description: {
      de: 'Redis, über das weitere Prozesse (--role api) dasselbe Haus bedienen; auch REDIS_URL. Wer dort schreiben darf, darf das Haus steuern',
      en: 'Redis through which further processes (--role api) serve the same house; also REDIS_URL. Whoever may write there may steer the house',
    },
    unset: { de: 'nur dieser Prozess', en: 'this process alone' },
  }),
  redis_prefix: redisPrefix('smartload', {
    addon: false,
    description: {
      de: 'Name des Hauses in Redis, wenn sich mehrere eines teilen',
      en: 'Name of the house in Redis where several share one',
    },
  }),

  max_subscriptions_per_address: number(100, SUBSCRIPTIONS, {
    addon: false,
    description: {
      de: 'So viele Ströme (Abonnements) eine Adresse zugleich offen haben darf; hinter einem Proxy teilt sich der ganze Haushalt eine',
      en: 'How many streams (subscriptions) one address may have open at a time; behind a proxy a whole household shares one',
    },
  }),
  max_subscriptions: number(1000, SUBSCRIPTIONS, {
    addon: false,
    description: {
      de: 'So viele Ströme (Abonnements) insgesamt zugleich offen sein dürfen',
      en: 'How many streams (subscriptions) may be open at a time in all',
    },
  }),
};
