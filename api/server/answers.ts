import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerDesk, Worded } from '../drivers/index.ts';
import type { Language, Text } from '../house/index.ts';
import { readCode } from '../notify/index.ts';
import { sendHtml } from './answer.ts';
import { FORM_POLICY, setPolicy } from './headers.ts';
import { escapeHtml, htmlDocument } from './html.ts';
import { readBody } from './request-body.ts';
import { READ, type Route } from './route.ts';

/** An answer in own words is never longer. */
const MAX_BODY_BYTES = 2000;

const WORDS = {
  over: { de: 'Diese Frage gilt nicht mehr', en: 'This question is over' },
  done: { de: 'Danke', en: 'Thank you' },
  notDone: { de: 'Das ging nicht', en: 'That did not work' },
  own: { de: 'Mit eigenen Worten', en: 'In your own words' },
  send: { de: 'Antworten', en: 'Answer' },
  page: { de: 'Alles andere steht auf der Seite.', en: 'All else is on the page.' },
} satisfies Record<string, Text>;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 26rem; margin: 3rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
  h1 { font-size: 1.4rem; }
  label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
  input, button { min-height: 44px; margin: .3rem 0 .6rem; padding: 0 .6rem; }
  [role=alert] { border-left: .4rem solid #dc2626; padding-left: .6rem; }
`;

/**
 * `/answer/<ticket>`: whoever has the ticket may answer that one question, and do nothing else. Opening it shows the
 * question; answering takes a POST, so that nobody's preview of a link answers. A button posts to `/answer/<code>`.
 */
export function answerRoute(desk: AnswerDesk | undefined, languageOf: LanguageOf): Route {
  return {
    methods: [...READ, 'POST'],
    whenRejected: false,
    forAll: true,
    ignoresToken: true,
    async handle(request, response, url) {
      setPolicy(response, FORM_POLICY);
      const language = languageOf(url, request.headers);
      const code = readCode(url.pathname.split('/').at(-1) ?? '');
      const asked = code && desk?.look(code.ticket);
      if (!code || !desk || !asked) return sendPage(response, 410, language, { heading: WORDS.over });
      if (request.method !== 'POST') return sendPage(response, 200, language, question(asked, code.ticket));
      const said = code.key ?? (await wordsOf(request));
      if (said === null) return sendPage(response, 413, language, question(asked, code.ticket));
      const { ok, message } = await desk.answer(code.ticket, said);
      if (ok) return sendPage(response, 200, language, { heading: WORDS.done, text: message });
      const again = { ...question(asked, code.ticket), heading: WORDS.notDone, alert: message };
      return sendPage(response, 422, language, again);
    },
  };
}

type LanguageOf = (url: URL, headers: IncomingMessage['headers']) => Language;

/** What was typed into the form, or came as plain text; `null` = more than that. */
async function wordsOf(request: IncomingMessage): Promise<string | null> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) return null;
  const isForm = /^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '');
  return isForm ? (new URLSearchParams(body).get('said') ?? '') : body;
}

interface Page {
  heading: Text;
  alert?: Text;
  text?: Text;
  form?: { ticket: string; question: Worded['question'] };
}

function question({ title, text, question: asked }: Worded, ticket: string): Page {
  return { heading: title, text, form: { ticket, question: asked } };
}

function sendPage(response: ServerResponse, status: number, language: Language, page: Page): void {
  const say = (text: Text) => escapeHtml(text[language]);
  const alert = page.alert ? `<p role="alert">${say(page.alert)}</p>` : '';
  const text = page.text ? `<p>${say(page.text)}</p>` : '';
  sendHtml(
    response,
    status,
    htmlDocument({
      language,
      title: say(page.heading),
      style: STYLE,
      body: `<h1>${say(page.heading)}</h1>
${alert}${text}${page.form ? formOf(page.form, say) : `<p>${say(WORDS.page)}</p>`}`,
    }),
  );
}

/** The choices as buttons, and a field for own words where they are understood. */
function formOf({ ticket, question }: NonNullable<Page['form']>, say: (text: Text) => string): string {
  const buttons = question.choices.map(
    ({ key, label }) => `<button formaction="./${ticket}.${key}">${say(label)}</button>`,
  );
  const own = question.ownWords
    ? `<form method="post" action="./${ticket}"><label for="said">${say(WORDS.own)}</label>
<input id="said" name="said" required maxlength="200" autocomplete="off"><button>${say(WORDS.send)}</button></form>`
    : '';
  return `<form method="post">${buttons.join('\n')}</form>\n${own}`;
}
