import { optionDocs, optionsSchema } from '../config/index.ts';
import type { Language } from '../house/index.ts';
import { defaultText } from './addon.ts';

const WORDS = {
  de: {
    title: 'Konfiguration',
    intro:
      'Alle Optionen. `evcc_url` allein genügt. In Umgebungsvariablen heißen sie `SMARTLOAD_` und der Name in Großbuchstaben; Listen stehen dort mit Komma.',
    head: '| Option | Bedeutung | erlaubt | ohne Angabe |',
    secret: ' *(geheim)*',
  },
  en: {
    title: 'Configuration',
    intro:
      'All options. `evcc_url` alone is enough. As environment variables they are called `SMARTLOAD_` and the name in capitals; lists are written with commas there.',
    head: '| option | meaning | allowed | when not set |',
    secret: ' *(secret)*',
  },
} satisfies Record<Language, Record<string, string>>;

/** `docs/configuration.md`: every option in both languages. */
export function configurationPage(): string {
  return `<!-- Generated from api/config by npm run codegen. -->\n\n${(['de', 'en'] as const).map(section).join('\n')}`;
}

function section(language: Language): string {
  const { title, intro, head, secret } = WORDS[language];
  const rows = Object.entries(optionsSchema.shape).map(([name, schema]) => {
    const doc = optionDocs.get(schema);
    if (!doc) throw new TypeError(`nothing is said of ${name}`);
    const meaning = `${doc.description[language]}${doc.secret ? secret : ''}`;
    return `| \`${name}\` | ${cell(meaning)} | ${cell(doc.allowed[language])} | ${cell(defaultText(doc, language))} |`;
  });
  return `# ${title}\n\n${intro}\n\n${head}\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
