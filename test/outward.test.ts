import assert from 'node:assert/strict';
import dns from 'node:dns';
import net from 'node:net';
import { test } from 'node:test';
import { runHouse, until } from './support/running-house.ts';

/** Every host that anything in this process connects to or asks the name service for. */
function watchOutward(): { hosts: Set<string>; stop(): void } {
  const hosts = new Set<string>();
  const { connect } = net.Socket.prototype;
  const { lookup } = dns;
  net.Socket.prototype.connect = new Proxy(connect, {
    apply(target, self, given: unknown[]) {
      const first = Array.isArray(given[0]) ? given[0][0] : given[0];
      const host = typeof first === 'object' && first !== null && 'host' in first ? first.host : given[1];
      hosts.add(String(host));
      return Reflect.apply(target, self, given);
    },
  });
  dns.lookup = new Proxy(lookup, {
    apply(target, self, given: unknown[]) {
      hosts.add(String(given[0]));
      return Reflect.apply(target, self, given);
    },
  });
  return {
    hosts,
    stop() {
      net.Socket.prototype.connect = connect;
      dns.lookup = lookup;
    },
  };
}

test('a house that starts, plans and is asked speaks to nobody but evcc', async (t) => {
  const { hosts, stop } = watchOutward();
  t.after(stop);
  const house = await runHouse({ speed: 1 });
  t.after(() => house.stop());
  await until(() => house.app.live.snapshot().plan !== null, 60_000, 'a plan');
  await fetch(`${house.url}graphiql`).then((answer) => answer.text());
  await fetch(`${house.url}home-assistant`).then((answer) => answer.text());
  assert.deepEqual([...hosts], ['127.0.0.1']);
});
