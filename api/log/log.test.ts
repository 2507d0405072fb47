import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installLog, logLine } from './index.ts';

test('people read time, level and words; programs one object a line', () => {
  assert.equal(
    logLine('warn', 'text', 0, ['a %d', 1, { b: 2 }]),
    '1970-01-01T00:00:00.000Z warn  a 1 { b: 2 }',
  );
  const line = logLine('error', 'json', 0, ['failed', new Error('two\nlines')]);
  assert.ok(!line.includes('\n'));
  const { time, level, message } = JSON.parse(line);
  assert.deepEqual([time, level], ['1970-01-01T00:00:00.000Z', 'error']);
  assert.match(message, /^failed Error: two\nlines/);
});

test('a password in an address is never written', () => {
  const line = logLine('info', 'text', 0, [
    'at mqtt://me:hunter2@host:1883 and',
    new Error('http://a:hunter2@b/c'),
  ]);
  assert.ok(!line.includes('hunter2'));
  assert.match(line, /mqtt:\/\/\*\*\*@host:1883/);
});

test('what is below the level is not written, and troubles go to the error output', () => {
  const lines: string[] = [];
  const target = { debug: () => {}, log: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const output = {
    out: (line: string) => lines.push(`out ${line}`),
    err: (line: string) => lines.push(`err ${line}`),
  };
  installLog({ level: 'warn', format: 'text' }, output, target);
  for (const write of [target.debug, target.log, target.info, target.warn, target.error] as ((
    text: string,
  ) => void)[])
    write('x');
  assert.deepEqual(
    lines.map((line) => line.replace(/ \S+Z/, '')),
    ['err warn  x', 'err error x'],
  );
});
