import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Instant, Language, Text } from '../house/index.ts';
import { sendHtml } from './answer.ts';
import { type Access, SESSION_COOKIE } from './caller.ts';
import { languageOf } from './error-page.ts';
import { FORM_POLICY, isOverTls, setPolicy } from './headers.ts';
import { htmlDocument } from './html.ts';
import { readBody } from './request-body.ts';
import { type Handler, READ, type Route } from './route.ts';
import type { Throttle } from './throttle.ts';
import { bearerOf, SESSION_DAYS, sessionOf } from './tokens.ts';

const MAX_BODY_BYTES = 2000;

const WORDS = {
  title: { de: 'Bei Smartload anmelden', en: 'Log in to Smartload' },
  token: { de: 'Token', en: 'Token' },
  submit: { de: 'Anmelden', en: 'Log in' },
  hint: {
    de: 'Ein Token macht, wer Smartload betreibt: npm run token. Es wird nur einmal gebraucht; dieser Browser bleibt 90 Tage angemeldet.',
    en: 'A token is made by whoever runs Smartload: npm run token. It is needed once; this browser stays logged in for 90 days.',
  },
  wrong: { de: 'Dieses Token ist nicht bekannt.', en: 'This token is not known.' },
  wait: {
    de: 'Zu viele falsche Token. Bitte eine Minute warten.',
    en: 'Too many wrong tokens. Please wait a minute.',
  },
} satisfies Record<string, Text>;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 26rem; margin: 4rem auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; }
  label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
  input, button { min-height: 44px; margin: .3rem 0 1rem; padding: 0 .6rem; }
  [role=alert] { border-left: .4rem solid #dc2626; padding-left: .6rem; }
`;

/** `/login`: asks for a token, and takes it. */
export function loginRoute(access: Access, throttle: Throttle): Route {
  const handle: Handler = async (request, response, url) => {
    const language = languageOf(url, request.headers);
    if (request.method !== 'POST') return sendLogin(response, 200, language, './login');
    await takeToken(request, response, { access, throttle, now: Date.now(), language });
  };
  return { methods: [...READ, 'POST'], whenRejected: true, forAll: true, handle };
}

/**
 * Asks somebody to log in who opened a page.
 *
 * @param action the address of `/login`, relative to the page
 */
export function askForToken(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  action: string,
): void {
  sendLogin(response, 401, languageOf(url, request.headers), action);
}

/** The page that asks for a token. */
function sendLogin(
  response: ServerResponse,
  status: number,
  language: Language,
  action: string,
  trouble: 'wrong' | 'wait' | null = null,
): void {
  setPolicy(response, FORM_POLICY);
  const say = (text: Text) => text[language];
  const alert = trouble === null ? '' : `<p role="alert">${say(WORDS[trouble])}</p>`;
  sendHtml(
    response,
    status,
    htmlDocument({
      language,
      title: say(WORDS.title),
      style: STYLE,
      body: `<h1>${say(WORDS.title)}</h1>
${alert}
<form method="post" action="${action}">
<label for="token">${say(WORDS.token)}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>${say(WORDS.submit)}</button>
</form>
<p>${say(WORDS.hint)}</p>`,
    }),
  );
}

/** A known token becomes a session of this browser, which then goes to the page. */
async function takeToken(
  request: IncomingMessage,
  response: ServerResponse,
  { access, throttle, now, language }: LoginFacts,
): Promise<void> {
  const address = request.socket.remoteAddress ?? '';
  const body = (await readBody(request, MAX_BODY_BYTES)) ?? '';
  const token = new URLSearchParams(body).get('token') ?? '';
  const owner = bearerOf(token.trim(), access.tokens);
  if (!owner) {
    if (throttle.waitS(address, now) > 0) {
      response.setHeader('retry-after', throttle.waitS(address, now));
      return sendLogin(response, 429, language, './login', 'wait');
    }
    throttle.failed(address, now);
    return sendLogin(response, 401, language, './login', 'wrong');
  }
  const secure = isOverTls(request.headers) ? '; Secure' : '';
  const age = SESSION_DAYS * 24 * 3600;
  response.writeHead(303, {
    location: './',
    'set-cookie': `${SESSION_COOKIE}=${sessionOf(owner, access.sessionSecret, now)}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${age}${secure}`,
    'cache-control': 'no-store',
    'content-length': 0,
  });
  response.end();
}

/** What a login is judged by. */
interface LoginFacts {
  access: Access;
  throttle: Throttle;
  now: Instant;
  language: Language;
}
