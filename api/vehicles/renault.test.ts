import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MINUTE_MS, type RenaultVehicle } from '../house/index.ts';
import { VehicleError } from './error.ts';
import { renaultVehicle } from './renault.ts';
import { startRenault } from './test-renault.ts';

const NOW = Date.UTC(2026, 10, 21, 8);
const MEASURED = Date.UTC(2026, 10, 21, 7, 30);
const ACCOUNT: RenaultVehicle = {
  user: 'me+secret@example.org',
  password: 'secret&=password',
  vin: null,
  country: 'DE',
  gigyaApiKey: null,
  kamereonApiKey: null,
};

let renault: Awaited<ReturnType<typeof startRenault>>;
before(async () => {
  renault = await startRenault();
});
after(() => renault.stop());

/** A car of an account, at a Renault that is changed in some way. */
function car(account: Partial<RenaultVehicle> = {}, change: Partial<(typeof renault)['state']> = {}) {
  Object.assign(renault.state, {
    errors: {},
    status: 200,
    validToken: null,
    cars: ['VF1AAAA'],
    attributes: { timestamp: '2026-11-21T07:30:00Z', batteryLevel: 62 },
    ...change,
  });
  renault.asked.length = 0;
  const read = renaultVehicle({ ...ACCOUNT, ...account }, renault.hosts);
  return (now = NOW) => read(new AbortController().signal, now);
}
const paths = () => renault.asked.map(({ path }) => path);

test('a reading is as old as what the car told last', async () => {
  const read = car();
  assert.deepEqual(await read(), { socPercent: 62, measuredAt: MEASURED });
  assert.deepEqual(paths(), [
    '/accounts.login',
    '/accounts.getAccountInfo',
    '/accounts.getJWT',
    '/commerce/v1/persons/person%2F1',
    '/commerce/v1/accounts/mine/vehicles',
    '/commerce/v1/accounts/mine/kamereon/kca/car-adapter/v2/cars/VF1AAAA/battery-status',
  ]);
  const [login] = renault.asked;
  assert.equal(login?.form.get('loginID'), ACCOUNT.user);
  assert.equal(login?.form.get('password'), ACCOUNT.password);
  assert.match(login?.form.get('ApiKey') ?? '', /^3_/);
  assert.equal(renault.asked[1]?.headers.cookie, 'gmid=device', 'the device is known again');
  const last = renault.asked.at(-1);
  assert.equal(last?.headers['x-gigya-id_token'], `pass-${renault.logins()}`);
  assert.ok(last?.headers.apikey);

  renault.asked.length = 0;
  await read(NOW + 10 * MINUTE_MS);
  assert.equal(renault.asked.length, 1, 'neither login nor pass nor search again');
  renault.asked.length = 0;
  await read(NOW + 20 * MINUTE_MS);
  assert.equal(paths()[0], '/accounts.getJWT', 'the pass is renewed, without a login');
});

test('keys and car may be named, clocks may be ahead', async () => {
  const attributes = { lastUpdateTime: '2026-11-21T12:00:00+01:00', batteryLevel: 80 };
  const account = { vin: 'vf1bbbb', gigyaApiKey: 'own-gigya', kamereonApiKey: 'own-kamereon' };
  const read = car(account, { cars: ['VF1AAAA', 'VF1BBBB'], attributes });
  assert.deepEqual(await read(), { socPercent: 80, measuredAt: NOW });
  assert.equal(renault.asked[0]?.form.get('ApiKey'), 'own-gigya');
  assert.equal(renault.asked.at(-1)?.headers.apikey, 'own-kamereon');
  assert.match(renault.asked.at(-1)?.path ?? '', /VF1BBBB/);
});

test('a login that counts no more is made anew, once', async () => {
  const read = car();
  await read();
  const before = renault.logins();
  renault.state.validToken = `pass-${before + 1}`;
  assert.equal((await read()).socPercent, 62);
  assert.equal(renault.logins(), before + 1);
  renault.state.validToken = 'none';
  await assert.rejects(read(), VehicleError);
  assert.equal(renault.logins(), before + 2, 'one more login, not ten');
});

test('who is refused at once does not log in twice', async () => {
  const before = renault.logins();
  await assert.rejects(car({}, { status: 403 })(), VehicleError);
  assert.equal(renault.logins(), before + 1);
  await assert.rejects(car({}, { errors: { 'accounts.login': 403042 } })(), VehicleError);
  assert.equal(renault.logins(), before + 1);
  assert.deepEqual(paths(), ['/accounts.login']);
});

type Change = Partial<(typeof renault)['state']>;
const unusable: [what: string, expected: RegExp, change: Change, account?: Partial<RenaultVehicle>][] = [
  ['a wrong password', /password/, { errors: { 'accounts.login': 403042 } }],
  ['a second factor', /type: evcc/, { errors: { 'accounts.login': 403101 } }],
  ['an old key', /gigya_api_key/, { errors: { 'accounts.login': 400093 } }],
  ['a locked account', /locked/, { errors: { 'accounts.login': 403120 } }],
  ['a code nobody knows', /999/, { errors: { 'accounts.getAccountInfo': 999 } }],
  ['too many questions', /too often/, { status: 429 }],
  ['a redirect', /302/, { status: 302 }],
  ['an error', /500/, { status: 500 }],
  ['no car', /No car/, { cars: [] }],
  ['another car', /vin/, {}, { vin: 'VF1ZZZZ' }],
  ['several cars', /vin/, { cars: ['VF1AAAA', 'VF1BBBB'] }],
  ['no SoC', /no state of charge/, { attributes: { timestamp: '2026-11-21T07:30:00Z' } }],
  [
    'a SoC above 100',
    /no state of charge/,
    { attributes: { batteryLevel: 255, timestamp: '2026-11-21T07:30:00Z' } },
  ],
  ['no time', /when/, { attributes: { batteryLevel: 50 } }],
  ['a time that is none', /no state of charge/, { attributes: { batteryLevel: 50, timestamp: 'yesterday' } }],
];
for (const [what, expected, change, account] of unusable) {
  test(`${what} is an error that says what to do and shows no secret`, async () => {
    await assert.rejects(car(account, change)(), (error) => {
      assert.ok(error instanceof VehicleError);
      assert.match(error.text.en, expected);
      const shown = JSON.stringify([error.text, error.message, error.stack]);
      for (const secret of ['secret', 'VF1', '127.0.0.1', 'login-', 'pass-'])
        assert.ok(!shown.includes(secret));
      return true;
    });
    assert.ok(!paths().includes('/elsewhere'));
  });
}

test('a Renault that is not there is an error', async () => {
  const read = renaultVehicle(ACCOUNT, { accounts: 'http://127.0.0.1:9', cars: 'http://127.0.0.1:9' });
  await assert.rejects(read(new AbortController().signal, NOW), VehicleError);
});
