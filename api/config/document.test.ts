import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseConfigText } from './document.ts';
import { jsonErrorOffset } from './json-error.ts';

const broken: [path: string, text: string, line: number, column: number][] = [
  ['a.json', '', 1, 1],
  ['a.json', '{"a": 1,\n "b": x}', 2, 7],
  ['a.json', '{"a": 1,}', 1, 9],
  ['a.json', '{"a": 1\n"b": 2}', 2, 1],
  ['a.json', '{"a": [1, 2', 1, 12],
  ['a.json', '{} {}', 1, 4],
  ['a.json', "{'a': 1}", 1, 2],
  ['a.json', '{"a": 01}', 1, 8],
  ['a.json', '{"a": "b\n"}', 1, 7],
  ['a.yaml', 'a: 1\na: 2', 2, 1],
  ['a.yaml', '\ta: 1', 1, 1],
  ['a.yaml', 'a: 1\n b: 2', 1, 4],
  ['a.yaml', 'a: &a [*a]', 1, 8],
  ['a.yaml', 'a:\n  - b: &b {c: [*b]}', 2, 16],
];
for (const [path, text, line, column] of broken) {
  test(`${path} with ${JSON.stringify(text)} stops at ${line}:${column}`, () => {
    const parsed = parseConfigText(path, text);
    assert.ok(!parsed.ok);
    assert.deepEqual([parsed.fault.line, parsed.fault.column], [line, column]);
  });
}

test('what is well-formed is read', () => {
  assert.deepEqual(parseConfigText('a.json', '\uFEFF{"a": 1}'), { ok: true, content: { a: 1 } });
  assert.deepEqual(parseConfigText('a.yaml', 'a: 1 # one\nb: [x]'), {
    ok: true,
    content: { a: 1, b: ['x'] },
  });
});

test('what is nested too deeply to be read is said', () => {
  assert.equal(parseConfigText('a.yaml', `a: ${'['.repeat(20_000)}`).ok, false);
});

test('what is said twice by an alias is read', () => {
  const content = { a: { b: 1 }, c: [{ b: 1 }, { b: 1 }] };
  assert.deepEqual(parseConfigText('a.yaml', 'a: &a {b: 1}\nc: [*a, *a]'), { ok: true, content });
});

test('a text has a first wrong character exactly where it is not JSON', () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const damaged = fc.tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', ',', '"', '}', ']', '\\', ' ', '1', '\u0001'),
  );
  fc.assert(
    fc.property(damaged, ([json, place, put]) => {
      const at = place % (json.length + 1);
      const text = json.slice(0, at) + put + json.slice(at + 1);
      const offset = jsonErrorOffset(text);
      assert.equal(offset === null, isJson(text));
      assert.ok(offset === null || (offset >= 0 && offset <= text.length));
    }),
    { numRuns: 1000 },
  );
});
