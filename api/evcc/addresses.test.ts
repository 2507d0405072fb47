import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { ADDRESSES_IN_HOME_ASSISTANT, EVCC_APP_ADDRESS } from './addresses.ts';

it("knows the name of evcc's own app by the rule of the Supervisor", () => {
  const hash = createHash('sha1').update('https://github.com/evcc-io/hassio-addon').digest('hex');
  assert.equal(EVCC_APP_ADDRESS, `http://${hash.slice(0, 8)}-evcc:7070`);
  assert.equal(ADDRESSES_IN_HOME_ASSISTANT[0], EVCC_APP_ADDRESS);
});
