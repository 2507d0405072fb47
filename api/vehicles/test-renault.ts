import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RenaultHosts } from './renault.ts';

/** What a test may change about Renault. */
interface Renault {
  /** Error of each of Gigya's methods; absent = none. */
  errors: Record<string, number>;
  /** Status of Kamereon; 200 = well. */
  status: number;
  /** Passes that still count; `null` = all. */
  validToken: string | null;
  cars: string[];
  attributes: unknown;
}

/** What was asked of Renault. */
interface Asked {
  path: string;
  form: URLSearchParams;
  headers: IncomingMessage['headers'];
}

/** Renault's accounts and cars on one address, as far as a car's SoC needs them. */
export async function startRenault() {
  const state: Renault = {
    errors: {},
    status: 200,
    validToken: null,
    cars: ['VF1AAAA'],
    attributes: { timestamp: '2026-11-21T07:30:00Z', batteryLevel: 62, plugStatus: 0 },
  };
  const asked: Asked[] = [];
  let logins = 0;

  function gigya(method: string): object {
    const errorCode = state.errors[method] ?? 0;
    if (errorCode !== 0) return { errorCode, errorMessage: 'secret-detail' };
    if (method === 'accounts.login') logins += 1;
    const answers: Record<string, object> = {
      'accounts.login': { sessionInfo: { cookieValue: `login-${logins}` } },
      'accounts.getAccountInfo': { data: { personId: 'person/1' } },
      'accounts.getJWT': { id_token: `pass-${logins}` },
    };
    return { errorCode: 0, ...answers[method] };
  }

  function kamereon(path: string): object {
    if (path === '/commerce/v1/persons/person%2F1')
      return {
        accounts: [
          { accountId: 'other', accountType: 'SFDC' },
          { accountId: 'mine', accountType: 'MYRENAULT' },
        ],
      };
    if (path === '/commerce/v1/accounts/mine/vehicles')
      return { vehicleLinks: state.cars.map((vin) => ({ vin, status: 'ACTIVE' })) };
    return { data: { type: 'Car', id: 'x', attributes: state.attributes } };
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const [path = ''] = (request.url ?? '').split('?');
      asked.push({ path, form: new URLSearchParams(body), headers: request.headers });
      if (path.startsWith('/accounts.'))
        return response
          .setHeader('set-cookie', 'gmid=device; Path=/')
          .end(JSON.stringify(gigya(path.slice(1))));
      const isValid = state.validToken === null || request.headers['x-gigya-id_token'] === state.validToken;
      const status = isValid ? state.status : 401;
      return response
        .writeHead(status, { location: '/elsewhere' })
        .end(status === 200 ? JSON.stringify(kamereon(path)) : '{"secret-detail":1}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    hosts: { accounts: host, cars: host } satisfies RenaultHosts,
    state,
    asked,
    logins: () => logins,
    stop: () => server.close(),
  };
}
