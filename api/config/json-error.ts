const tokens = {
  space: /[ \t\n\r]*/y,
  string: /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y,
  scalar: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y,
};

/**
 * Offset of the first character at which a text stops being JSON; `null` where it is JSON. `JSON.parse` tells
 * the place only for some mistakes.
 */
export function jsonErrorOffset(text: string): number | null {
  let at = 0;
  const closers: ('}' | ']')[] = [];

  const take = (token: RegExp): boolean => {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (!found) return false;
    at += found.length;
    return true;
  };
  const takeChar = (char: string): boolean => {
    take(tokens.space);
    if (text[at] !== char) return false;
    at += 1;
    return true;
  };
  const key = (): boolean => {
    take(tokens.space);
    return take(tokens.string) && takeChar(':');
  };
  /** After a value: closes what ends here and stops before the next value. */
  const next = (): 'value' | 'end' | 'error' => {
    for (let closer = closers.at(-1); closer; closer = closers.at(-1)) {
      if (takeChar(',')) return closer === ']' || key() ? 'value' : 'error';
      if (!takeChar(closer)) return 'error';
      closers.pop();
    }
    take(tokens.space);
    return at === text.length ? 'end' : 'error';
  };
  const open = (closer: '}' | ']'): 'value' | 'end' | 'error' => {
    if (takeChar(closer)) return next();
    closers.push(closer);
    return closer === ']' || key() ? 'value' : 'error';
  };
  const value = (): 'value' | 'end' | 'error' => {
    if (takeChar('{')) return open('}');
    if (takeChar('[')) return open(']');
    return take(tokens.string) || take(tokens.scalar) ? next() : 'error';
  };

  let state = value();
  while (state === 'value') state = value();
  return state === 'end' ? null : at;
}
