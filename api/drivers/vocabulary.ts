/** What several words mean together, in one that means the same. */
const IDIOMS: readonly (readonly [several: string, one: string])[] = [
  ['the day after tomorrow', 'übermorgen'],
  ['day after tomorrow', 'übermorgen'],
  ['at the latest', 'please'],
  ['in the morning', 'morning'],
  ['in the afternoon', 'afternoon'],
  ['in the evening', 'evening'],
  ['at night', 'night'],
  ['in der früh', 'früh'],
  ['in der nacht', 'nachts'],
  ['am morgen', 'morgens'],
  ['do not', 'not'],
  ['not at all', 'not'],
  ['no need', 'not'],
  ['gar nicht', 'nicht'],
  ['überhaupt nicht', 'nicht'],
  ['in a day', 'in 1 days'],
  ['quarter of an hour', '15 minutes'],
  ['quarter past', 'quarterpast'],
  ['quarter to', 'quarterto'],
  ['half past', 'halfpast'],
  ['viertel nach', 'quarterpast'],
  ['viertel vor', 'quarterto'],
  ['an hour and a half', '1.5 hours'],
  ['half an hour', '0.5 hours'],
  ['1 / 2', '0.5'],
  ['einer halben stunde', '0.5 stunden'],
  ['einer viertelstunde', '15 minuten'],
  ['einer dreiviertelstunde', '45 minuten'],
  ['an hour', '1 hours'],
  ['up to', 'bis'],
  ['thank you', 'thanks'],
];

/** Words by what they mean here; what stands under nothing is passed over. Each word stands once. */
const GERMAN: Readonly<Record<string, string>> = {
  nothing:
    'bitte danke erst schon nur ich wir es das auto brauche brauch brauchen gebraucht benötigt nötig bedarf wird will fahre fahren los weg',
  stop: 'aber sondern',
  at: 'um gegen ab ca circa etwa ungefähr',
  until: 'bis spätestens',
  past: 'nach',
  before: 'vor',
  midnight: 'mitternacht',
  now: 'jetzt',
  later: 'später',
  next: 'nächsten nächster kommenden kommender',
  days: 'tag tage tagen',
  upto: 'auf',
  so: 'so',
  am: 'am',
  in: 'in',
  and: 'und',
  oclock: 'uhr',
  hours: 'stunde stunden std',
  minutes: 'minute minuten',
  halfto: 'halb',
  quarterinto: 'viertel',
  threequartersto: 'dreiviertel',
  day0: 'heute',
  tomorrow: 'morgen',
  day2: 'übermorgen uebermorgen',
  weekday0: 'sonntag',
  weekday1: 'montag mo',
  weekday2: 'dienstag di',
  weekday3: 'mittwoch mi',
  weekday4: 'donnerstag do',
  weekday5: 'freitag fr',
  weekday6: 'samstag sonnabend sa',
  morning: 'früh frueh morgens',
  forenoon: 'vormittag vormittags',
  noon: 'mittag mittags',
  afternoon: 'nachmittag nachmittags',
  evening: 'abend abends',
  night: 'nacht nachts',
  yes: 'ja jo jawohl ok okay gern gerne klar passt einverstanden 👍',
  no: 'nein nö nee 👎',
  not: 'nicht kein keine keinen',
  full: 'voll',
  percent: 'prozent %',
  1.5: 'anderthalb eineinhalb',
  2.5: 'zweieinhalb',
  3.5: 'dreieinhalb',
};
const ENGLISH: Readonly<Record<string, string>> = {
  nothing: 'please thanks i we it the car need needed leave on only',
  stop: 'but',
  at: 'at around about',
  until: 'by until till',
  upto: 'to',
  past: 'past',
  midnight: 'midnight',
  now: 'now',
  later: 'later',
  next: 'next',
  days: 'day days',
  pm: 'pm',
  and: 'and',
  oclock: "o'clock",
  h: 'h hr hrs',
  hours: 'hour hours',
  minutes: 'm min mins minutes',
  quarterpast: 'quarterpast',
  quarterto: 'quarterto',
  halfpast: 'halfpast',
  day0: 'today this',
  tomorrow: 'tomorrow',
  weekday0: 'sunday sun',
  weekday1: 'monday mon',
  weekday2: 'tuesday tue',
  weekday3: 'wednesday wed',
  weekday4: 'thursday thu',
  weekday5: 'friday fri',
  weekday6: 'saturday sat',
  morning: 'morning',
  noon: 'noon midday',
  afternoon: 'afternoon',
  evening: 'evening',
  tonight: 'tonight',
  night: 'night',
  yes: 'yes yep yeah sure',
  no: 'no nope',
  not: "not don't won't",
  full: 'full',
  percent: 'percent',
};
/** Numbers in words, from 0 on; `null` is none that anybody says. */
const NUMBERS = [
  'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
].map((words) => words.split(' '));
const MORE_NUMBERS: Readonly<Record<string, string>> = {
  1: 'eins eine einer einem',
  2: 'zwo',
  30: 'dreißig thirty',
  40: 'vierzig forty',
  45: 'fünfundvierzig',
  50: 'fünfzig fifty',
  60: 'sechzig sixty',
  70: 'siebzig seventy',
  80: 'achtzig eighty',
  90: 'neunzig ninety',
  100: 'hundert hundred',
};

const words = (table: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(table).flatMap(([meaning, list]) =>
    list.split(' ').map((word): [string, string] => [word, meaning]),
  );
const GERMAN_WORDS = new Map(words(GERMAN));
const ENGLISH_WORDS = new Map(words(ENGLISH));
const NUMBER_WORDS = new Map([
  ...NUMBERS.flatMap((list) => list.map((word, value): [string, string] => [word, String(value)])),
  ...words(MORE_NUMBERS),
]);

/** Nobody needs more to say when. */
const MOST_CHARACTERS = 200;
/** A word that nobody knows, so that all of it is not understood. */
const UNKNOWN = '?';

/** How a thumb looks changes nothing. */
const SKIN = /[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu;
const FRACTIONS: Readonly<Record<string, string>> = { '¼': '25', '½': '5', '¾': '75' };

/** What somebody said, in words of this vocabulary with one space between them. */
export interface Meant {
  words: string;
  /** The same between commas, points and „aber“. */
  clauses: string[];
  /** Some of it was English, where clocks count to twelve. */
  isEnglish: boolean;
}

/** Numbers and words as their meanings. Nothing is left out but what changes nothing. */
export function meant(said: string): Meant {
  if (said.length > MOST_CHARACTERS) return { words: UNKNOWN, clauses: [UNKNOWN], isEnglish: false };
  const plain = said
    .normalize('NFC')
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(SKIN, '')
    .replace(/(\d?)\s?([¼½¾])/g, (_, whole, part) => `${whole || 0}.${FRACTIONS[part]}`)
    .replace(/\b(\d{1,2})h(\d{2})\b/g, '$1:$2 h')
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .match(/\d+(?:[:.,]\d+)*|\p{L}+(?:'\p{L}+)?|[^\s\p{L}\d]/gu);
  const tokens = withoutIdioms((plain ?? []).join(' ')).split(' ');
  const found = tokens.map((token, at) => meaningOf(token, tokens[at - 1] ?? '', tokens[at + 1] ?? ''));
  return {
    words: joined(found),
    clauses: clausesOf(found),
    isEnglish: tokens.some((token) => ENGLISH_WORDS.has(token) && token.length > 1),
  };
}

function clausesOf(found: readonly string[]): string[] {
  const ends = [...found.keys()].filter((at) => found[at] === 'stop');
  const clauses = [...ends, found.length].map((end, index) => found.slice(ends[index - 1] ?? 0, end));
  return clauses.map(joined).filter((clause) => clause !== '');
}

function joined(found: readonly string[]): string {
  return found
    .filter((word) => word !== 'nothing' && word !== 'stop')
    .join(' ')
    .replace(/\b(at )+(?=at |until )|(?<=\bin )at /g, '')
    .replace(/\b(until )+(?=until )|(?<=\buntil )(at )+|(?<=.) until$/g, '');
}

function withoutIdioms(said: string): string {
  return IDIOMS.reduce((text, [several, one]) => text.replaceAll(` ${several} `, ` ${one} `), ` ${said} `)
    .replace(/ (\d+|one|two|three|four) and a half /, (_, count) => ` ${NUMBER_WORDS.get(count) ?? count}.5 `)
    .trim();
}

const isNumber = (token: string) => /^\d/.test(token);

function meaningOf(token: string, before: string, after: string): string {
  if (isNumber(token)) return token.replace(',', '.');
  // A point behind a number may make it a date.
  if (token === '.' && isNumber(before)) return 'dot';
  if (token === '.' && isAbbreviation(before)) return 'nothing';
  if (/^[.,;!?]$/.test(token)) return 'stop';
  if (/^["„“”'‚‘]$/.test(token)) return 'nothing';
  const german = GERMAN_WORDS.get(token);
  if (german === 'am') return isMeridiem(before, after) ? 'am' : 'nothing';
  if (german === 'so') return so(before, after);
  if (token === 'do' && [before, after].some(isEnglishOnly)) return UNKNOWN;
  if (german === 'tomorrow') return isDay(before) ? 'morning' : 'day1';
  return NUMBER_WORDS.get(token) ?? german ?? englishMeaning(token) ?? UNKNOWN;
}

/** „ca.“ and „Fr.“ end no sentence, „no.“ does. */
function isAbbreviation(token: string): boolean {
  const meaning = GERMAN_WORDS.get(token) ?? ENGLISH_WORDS.get(token);
  return token.length <= 3 && meaning !== 'no';
}

/** "Do it at 8" says nothing of a Thursday. */
const isEnglishOnly = (token: string) => ENGLISH_WORDS.has(token) && !GERMAN_WORDS.has(token);

function englishMeaning(token: string): string | undefined {
  const meaning = ENGLISH_WORDS.get(token);
  return meaning === 'tomorrow' ? 'day1' : meaning;
}

/** „6 am Montag“ is the German word, "6 am tomorrow" and "6 am" the English one. */
function isMeridiem(before: string, after: string): boolean {
  const isGerman = !ENGLISH_WORDS.has(after) && isNaming(GERMAN_WORDS.get(after));
  return (isNumber(before) || NUMBER_WORDS.has(before)) && !isGerman;
}

/** „So um 8“ is about eight, „am So“ a day; „so 8“ may be both. */
function so(before: string, after: string): string {
  if (before === 'am' || after === '.') return 'weekday0';
  return ['at', 'until'].includes(GERMAN_WORDS.get(after) ?? ENGLISH_WORDS.get(after) ?? '')
    ? 'nothing'
    : UNKNOWN;
}

/** „Heute morgen“ and „Montag morgen“ are mornings. */
function isDay(token: string): boolean {
  return /^(day|weekday)\d/.test(GERMAN_WORDS.get(token) ?? '');
}

function isNaming(meaning = ''): boolean {
  return /^(weekday\d|forenoon|noon|afternoon|evening|so)$/.test(meaning);
}
