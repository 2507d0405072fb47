import assert from 'node:assert/strict';
import { it } from 'node:test';
import { connectionOf } from './connection.ts';
import { EvccError } from './error.ts';

const connect = (url: string, user: string | null = null, password: string | null = null) =>
  connectionOf({ url, user, password, headers: { 'x-proxy': 'a' } });
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;

it('takes the URL as people copy it', () => {
  for (const url of [
    'http://evcc:7070',
    'http://evcc:7070/',
    'http://evcc:7070/api/',
    ' http://evcc:7070/#/log?a=b ',
  ]) {
    assert.deepEqual(connect(url), { server: 'http://evcc:7070', headers: { 'x-proxy': 'a' } }, url);
  }
  assert.equal(connect('https://home.example/evcc/api').server, 'https://home.example/evcc');
});

it('sends credentials only where there is a user, and keeps them out of the address', () => {
  assert.deepEqual(connect('http://ann:s%40cret@evcc:7070'), {
    server: 'http://evcc:7070',
    headers: { authorization: basic('ann:s@cret'), 'x-proxy': 'a' },
  });
  assert.equal(connect('http://ann:x@evcc', 'bob', 'y').headers.authorization, basic('bob:y'));
  assert.equal(connect('http://evcc', 'bob').headers.authorization, basic('bob:'));
  assert.equal(connect('http://ann:100%@evcc').headers.authorization, basic('ann:100%'));
  assert.equal(connect('http://evcc', null, 'y').headers.authorization, undefined);
});

it('refuses what is no http address without repeating it', () => {
  for (const url of ['evcc:7070', 'ftp://ann:secret@evcc', '', 'http://']) {
    assert.throws(
      () => connect(url),
      (error) =>
        error instanceof EvccError && error.kind === 'INVALID' && !/secret/.test(String(error.text.de)),
      url,
    );
  }
});

it('refuses a header that cannot be sent, without repeating its value', () => {
  assert.throws(
    () => connectionOf({ url: 'http://evcc', user: null, password: null, headers: { 'x-key': 'secret\nx' } }),
    (error) => error instanceof EvccError && /x-key/.test(error.text.de) && !/secret/.test(error.text.de),
  );
});
