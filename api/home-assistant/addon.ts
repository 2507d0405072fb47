import { stringify } from 'yaml';
import { type OptionDoc, optionDocs, optionsSchema } from '../config/index.ts';
import { LANGUAGES, type Language } from '../house/index.ts';

const PORT = '8099/tcp';

/** The options that the app's form has, in the order of the schema. */
function addonOptions(): [name: string, doc: OptionDoc][] {
  return Object.entries(optionsSchema.shape).flatMap(([name, schema]) => {
    const doc = optionDocs.get(schema);
    return doc?.addon ? [[name, doc] as [string, OptionDoc]] : [];
  });
}

/**
 * `config.yaml` of the app for Home Assistant. Nothing in it repeats a default of the Supervisor, and nothing has to be
 * set: evcc is found by itself.
 */
export function addonConfig(version: string): string {
  const config = {
    name: 'Smartload',
    version,
    slug: 'smartload',
    description: 'Plans home battery and cars for evcc, steers them, and says why',
    url: 'https://github.com/smartload-energy/smartload',
    arch: ['aarch64', 'amd64'],
    image: 'ghcr.io/smartload-energy/smartload',
    homeassistant_api: true,
    services: ['mqtt:want'],
    ingress: true,
    panel_icon: 'mdi:home-battery-outline',
    panel_admin: false,
    ports: { [PORT]: null },
    timeout: 30,
    backup_pre: 'node /app/api/cli/backup.ts backup --in-place',
    // The copy that is made first is consistent, the open database need not be.
    backup_exclude: ['**/lock.*', '**/smartload.sqlite*', '**/before-restore-*', '**/session.key'],
    schema: Object.fromEntries(addonOptions().map(([name, doc]) => [name, schemaOf(doc)])),
  };
  return `# Generated from api/config by npm run codegen.\n${stringify(config, { lineWidth: 0 })}`;
}

/** How the Supervisor is told what an option takes; all may be left out. */
function schemaOf({ kind, secret }: OptionDoc): string | string[] {
  switch (kind.type) {
    case 'number':
      return `${kind.integer ? 'int' : 'float'}${rangeOf(kind)}?`;
    case 'boolean':
      return 'bool?';
    case 'choice':
      return `list(${kind.words.join('|')})?`;
    case 'list':
      return ['str?'];
    case 'hour':
      return 'match(^(none|1?[0-9]|2[0-3])$)?';
    case 'url':
      return 'url?';
    default:
      return secret ? 'password?' : 'str?';
  }
}

/** A limit that does not belong to the range itself is left to us to judge; the Supervisor knows no such thing. */
function rangeOf({ min, above, max }: { min?: number; above?: number; max?: number }): string {
  const low = min ?? above;
  if (low === undefined && max === undefined) return '';
  if ((low ?? 0) < 0) return '';
  return `(${low ?? ''},${max ?? ''})`;
}

/** `translations/<language>.yaml`: each option's name and what it takes. */
export function addonTranslation(language: Language): string {
  const configuration = Object.fromEntries(
    addonOptions().map(([name, doc]) => [
      name,
      { name: titleOf(doc, language), description: explanationOf(doc, language) },
    ]),
  );
  const network = { [PORT]: PORT_WORDS[language] };
  return `# Generated from api/config by npm run codegen.\n${stringify({ configuration, network }, { lineWidth: 0 })}`;
}

const PORT_WORDS = {
  de: 'Seite und Schnittstelle im Netz, auch ohne Home Assistant; leer = nur in Home Assistant',
  en: 'Page and API in the network, without Home Assistant too; empty = within Home Assistant only',
};

const TITLE_LENGTH = 60;

/** The first words of the description, up to a comma or the like. */
function titleOf({ description, unit }: OptionDoc, language: Language): string {
  const text = description[language];
  const title = text.length <= TITLE_LENGTH ? text : (/^.{10,}?(?=[,;:.(]| – )/.exec(text)?.[0] ?? text);
  return unit ? `${title} (${unit})` : title;
}

function explanationOf(doc: OptionDoc, language: Language): string {
  const words = { de: ['Erlaubt', 'Ohne Angabe'], en: ['Allowed', 'When not set'] }[language];
  return `${doc.description[language].replace(/\.$/, '')}. ${words[0]}: ${doc.allowed[language]}. ${words[1]}: ${defaultText(doc, language)}.`;
}

/** What counts where nothing is set, in words. */
export function defaultText({ defaultValue, unset, unit }: OptionDoc, language: Language): string {
  if (unset !== null && (defaultValue === null || isEmpty(defaultValue))) return unset[language];
  if (typeof defaultValue === 'number') {
    const text = language === 'de' ? `${defaultValue}`.replace('.', ',') : `${defaultValue}`;
    return `${text}${unit && ` ${unit}`}`;
  }
  if (isEmpty(defaultValue)) return '–';
  return String(defaultValue);
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** All generated files of the app's folder by their path in it. */
export function addonFiles(version: string): { path: string; content: string }[] {
  return [
    { path: 'config.yaml', content: addonConfig(version) },
    ...LANGUAGES.map((language) => ({
      path: `translations/${language}.yaml`,
      content: addonTranslation(language),
    })),
  ];
}
