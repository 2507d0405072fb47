import type { IncomingHttpHeaders } from 'node:http';
import type { Finding, Language, Text } from '../house/index.ts';
import { escapeHtml, htmlDocument } from './html.ts';

const WORDS = {
  title: {
    de: 'Smartload wartet auf eine gültige Konfiguration',
    en: 'Smartload is waiting for a valid configuration',
  },
  intro: {
    de: 'Solange ein kritischer Fehler besteht, wird nichts optimiert und evcc nicht angesprochen.',
    en: 'As long as there is a critical error nothing is optimised and evcc is not called.',
  },
  places: { de: 'Wo die Konfiguration liegt', en: 'Where the configuration lies' },
  found: { de: 'Gefunden', en: 'Found' },
  nothing: { de: '(nichts)', en: '(nothing)' },
  allowed: { de: 'Was nicht stimmt', en: 'What is wrong' },
  fix: { de: 'Abhilfe', en: 'How to fix it' },
  critical: { de: 'kritisch', en: 'critical' },
  warning: { de: 'Hinweis', en: 'warning' },
  after: {
    de: 'Eine Änderung wird von selbst übernommen; diese Seite lädt sich alle 15 Sekunden neu.',
    en: 'A change is taken over by itself; this page reloads every 15 seconds.',
  },
  setup: { de: 'evcc suchen und einrichten', en: 'Find evcc and set it up' },
  other: { de: 'English', en: 'Deutsch' },
} satisfies Record<string, Text>;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { background: Canvas; color: CanvasText; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  header { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
  article { border: 1px solid #8886; border-left: .4rem solid #d97706; border-radius: .5rem; margin: 1rem 0; padding: .5rem 1rem; }
  article.CRITICAL { border-left-color: #dc2626; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: .3rem 0; }
  h2 small { font-weight: normal; opacity: .7; }
  dt { opacity: .7; font-size: .9rem; } dd { margin: 0 0 .6rem; }
  .way { display: inline-block; padding: .6rem 1.2rem; border-radius: .5rem; background: #0f5bd0; color: #fff; font-weight: 600; text-decoration: none; }
  code { overflow-wrap: anywhere; background: #8882; padding: .1rem .3rem; border-radius: .25rem; }
`;

/**
 * The page in place of the application while the configuration has critical findings.
 *
 * @param findings all of them; critical ones are shown first
 * @param places where the configuration was read from, as people find it
 * @param offersSetup whether the address of evcc can be chosen on the page
 */
export function errorPage(
  findings: Finding[],
  places: string[],
  language: Language,
  offersSetup = false,
): string {
  const say = (text: Text) => escapeHtml(text[language]);
  const other = language === 'de' ? 'en' : 'de';
  const sorted = [...findings].sort((a, b) => a.severity.localeCompare(b.severity));
  return htmlDocument({
    language,
    title: say(WORDS.title),
    style: STYLE,
    head: '<meta http-equiv="refresh" content="15">\n',
    body: `<header><h1>${say(WORDS.title)}</h1><a href="?lang=${other}" hreflang="${other}">${say(WORDS.other)}</a></header>
<p>${say(WORDS.intro)}</p>
${offersSetup ? `<p><a class="way" href="./setup">${say(WORDS.setup)}</a></p>\n` : ''}<main>
${sorted.map((finding) => findingArticle(finding, language)).join('\n')}
</main>
<h2>${say(WORDS.places)}</h2>
<ul>${places.map((place) => `<li><code>${escapeHtml(place)}</code></li>`).join('')}</ul>
<p>${say(WORDS.after)}</p>`,
  });
}

function findingArticle(finding: Finding, language: Language): string {
  const say = (text: Text) => escapeHtml(text[language]);
  const severity = finding.severity === 'CRITICAL' ? WORDS.critical : WORDS.warning;
  const found = finding.value === null ? say(WORDS.nothing) : `<code>${escapeHtml(finding.value)}</code>`;
  return `<article class="${finding.severity}">
<h2><code>${escapeHtml(finding.field)}</code> <small>${say(severity)}</small></h2>
<dl>
<dt>${say(WORDS.found)}</dt><dd>${found}</dd>
<dt>${say(WORDS.allowed)}</dt><dd>${say(finding.message)}</dd>
<dt>${say(WORDS.fix)}</dt><dd>${say(finding.suggestion)}</dd>
</dl>
</article>`;
}

/** The language a reader chose by `?lang=`, else the first of ours that the browser asks for, else German. */
export function languageOf(url: URL, headers: IncomingHttpHeaders): Language {
  const chosen = url.searchParams.get('lang');
  if (chosen === 'de' || chosen === 'en') return chosen;
  for (const range of (headers['accept-language'] ?? '').split(',')) {
    const primary = range.trim().slice(0, 2).toLowerCase();
    if (primary === 'de' || primary === 'en') return primary;
  }
  return 'de';
}
