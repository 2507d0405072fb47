import { InputError } from './input-error.ts';

/** A price made of the auction's. */
export type PriceFormula = (p: number) => number;

type Token = { kind: 'number'; value: number } | { kind: 'p' } | { kind: 'sign'; sign: string };

const OPERATIONS: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/**
 * Reads an arithmetic expression in `p`: numbers, `p`, `+ - * /` and brackets, such as `1.19*p+0.2333`.
 *
 * @param option what it was given as, for the message
 * @throws {InputError} saying what was found where
 */
export function parseFormula(option: string, source: string): PriceFormula {
  const tokens = tokenize(option, source);
  let position = 0;

  const isNext = (signs: string) => {
    const token = tokens[position];
    return token?.kind === 'sign' && signs.includes(token.sign);
  };

  function chain(operand: () => PriceFormula, signs: string): PriceFormula {
    let left = operand();
    while (isNext(signs)) {
      const token = tokens[position++];
      const apply = token?.kind === 'sign' ? OPERATIONS[token.sign] : undefined;
      const [before, right] = [left, operand()];
      if (apply) left = (p) => apply(before(p), right(p));
    }
    return left;
  }

  const sum = (): PriceFormula => chain(product, '+-');
  const product = (): PriceFormula => chain(value, '*/');

  function value(): PriceFormula {
    const token = tokens[position++];
    if (token?.kind === 'number') return () => token.value;
    if (token?.kind === 'p') return (p) => p;
    if (token?.sign === '-') {
      const inner = value();
      return (p) => -inner(p);
    }
    if (token?.sign === '(') {
      const inner = sum();
      if (!isNext(')'))
        throw wrong(option, source, 'es fehlt eine Klammer zu', 'a closing bracket is missing');
      position += 1;
      return inner;
    }
    const found = token ? `"${token.sign}"` : null;
    throw wrong(
      option,
      source,
      found ? `${found} steht an falscher Stelle` : 'am Ende fehlt etwas',
      found ? `${found} is out of place` : 'something is missing at the end',
    );
  }

  const formula = sum();
  if (position < tokens.length)
    throw wrong(option, source, 'nach dem Ausdruck steht noch etwas', 'something follows the expression');
  if (!Number.isFinite(formula(0.1)))
    throw wrong(option, source, 'das Ergebnis ist keine Zahl', 'the result is no number');
  return formula;
}

function tokenize(option: string, source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|(p)|([-+*/()]))\s*/y;
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(source);
    if (!found) {
      const rest = source.slice(at, at + 10);
      throw wrong(option, source, `"${rest}" ist unbekannt`, `"${rest}" is unknown`);
    }
    const [, number, p, sign] = found;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (p !== undefined) tokens.push({ kind: 'p' });
    else tokens.push({ kind: 'sign', sign: sign ?? '' });
  }
  return tokens;
}

function wrong(option: string, source: string, de: string, en: string): InputError {
  return new InputError(option, {
    de: `"${source}": ${de}. Erlaubt sind Zahlen, p, + - * / und Klammern, etwa 1.19*p+0.2333.`,
    en: `"${source}": ${en}. Allowed are numbers, p, + - * / and brackets, such as 1.19*p+0.2333.`,
  });
}
