import type { Language, Text } from '../house/index.ts';
import { escapeHtml, htmlDocument } from './html.ts';

const WORDS = {
  title: { de: 'Home Assistant verbinden', en: 'Connect Home Assistant' },
  mqtt: {
    de: 'Am einfachsten über MQTT: Ist dort ein Broker eingerichtet (oder in mqtt_url genannt), erscheint Smartload von selbst unter Geräte.',
    en: 'Simplest by MQTT: where a broker is set up (or named in mqtt_url), Smartload appears under Devices by itself.',
  },
  rest: {
    de: 'Ohne MQTT: diesen Text in die configuration.yaml einfügen und Home Assistant neu starten.',
    en: 'Without MQTT: paste this text into configuration.yaml and restart Home Assistant.',
  },
  token: {
    de: 'Für die Befehle ein Token machen: npm run token -- --name home-assistant --scope control. Die Zeile mit dem Hash kommt in die Option api_tokens, das Token mit „Bearer “ davor in secrets.yaml.',
    en: 'For the commands make a token: npm run token -- --name home-assistant --scope control. The line with the hash goes into the option api_tokens, the token with "Bearer " before it into secrets.yaml.',
  },
  more: { de: 'Alle Adressen', en: 'All addresses' },
  download: { de: 'Als Datei', en: 'As a file' },
  other: { de: 'English', en: 'Deutsch' },
} satisfies Record<string, Text>;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  header { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
  h1 { font-size: 1.4rem; }
  pre { background: #8882; padding: 1rem; border-radius: .5rem; overflow: auto; max-height: 60vh; user-select: all; }
`;

/** What to do to see this house in Home Assistant. */
export function connectPage(yaml: string, language: Language): string {
  const say = (text: Text) => escapeHtml(text[language]);
  const other = language === 'de' ? 'en' : 'de';
  return htmlDocument({
    language,
    title: say(WORDS.title),
    style: STYLE,
    body: `<header><h1>${say(WORDS.title)}</h1><a href="?lang=${other}" hreflang="${other}">${say(WORDS.other)}</a></header>
<p>${say(WORDS.mqtt)}</p>
<p>${say(WORDS.rest)} ${say(WORDS.token)}</p>
<pre tabindex="0">${escapeHtml(yaml)}</pre>
<p><a href="./home-assistant.yaml?lang=${language}" download>${say(WORDS.download)}</a> ·
<a href="./rest/openapi.json">${say(WORDS.more)} (OpenAPI)</a></p>`,
  });
}
