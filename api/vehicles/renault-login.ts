import { z } from 'zod';
import { type Instant, MINUTE_MS, type RenaultVehicle, type Text } from '../house/index.ts';
import { VehicleError } from './error.ts';
import { ask, isGood, parsed } from './http.ts';

/** What opens Renault's cars for a quarter of an hour. */
export interface Pass {
  personId: string;
  idToken: string;
}

/** An account at Renault, as far as we use it. */
export interface RenaultLogin {
  /**
   * A pass that is valid now; logs in where that has not been done yet.
   *
   * @throws RefusedError where a login of before no longer counts
   * @throws VehicleError where the account cannot be opened
   */
  pass(signal: AbortSignal, now: Instant): Promise<Pass>;
  isLoggedIn(): boolean;
  /** Forgets the login, so that the next pass needs a new one. */
  forget(): void;
}

/** Renault no longer takes what it gave us; another login may help. */
export class RefusedError extends VehicleError {}

/** Which key Renault's app comes with in Europe; public, and changed by Renault now and then. */
const GIGYA_API_KEY = '3_VgdkgtIRH3AdHvJm-cjV2ug2EFE0lxt0IJzMC4MFqZjFpn_GYFXVdNZ19L7wZX0N';
/** For how long a pass is asked for. */
const PASS_S = 900;
/** It is renewed a little before that. */
const PASS_MS = 14 * MINUTE_MS;

const failure = z.object({ errorCode: z.number() });
const session = z.object({ sessionInfo: z.object({ cookieValue: z.string().min(1) }) });
const account = z.object({ data: z.object({ personId: z.string().min(1) }) });
const token = z.object({ id_token: z.string().min(1) });

/** Logs in where Renault keeps its customers (Gigya), and again only when it is told to. */
export function createRenaultLogin(
  { user, password, gigyaApiKey }: RenaultVehicle,
  host: string,
): RenaultLogin {
  let login: { token: string; personId: string } | null = null;
  let current: { pass: Pass; until: Instant } | null = null;
  /** Renault knows a device that it has seen by these. */
  const cookies = new Map<string, string>();

  async function call<T>(
    method: string,
    fields: Record<string, string>,
    decoder: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const answer = await ask(
      `${host}/${method}`,
      {
        method: 'POST',
        headers: cookies.size > 0 ? { cookie: [...cookies.values()].join('; ') } : {},
        body: new URLSearchParams({ ApiKey: gigyaApiKey ?? GIGYA_API_KEY, ...fields }),
      },
      signal,
    );
    for (const cookie of answer.cookies) cookies.set(cookie.split('=', 1)[0] ?? '', cookie);
    const told = parsed(answer.text);
    const code = failure.safeParse(told).data?.errorCode ?? 0;
    if (code !== 0) throw refusal(method, code);
    const { data } = decoder.safeParse(told);
    if (!isGood(answer) || data === undefined) throw new VehicleError(unusable(answer.status));
    return data;
  }

  return {
    async pass(signal, now) {
      if (current && now < current.until) return current.pass;
      login ??= await logIn(signal);
      const { id_token: idToken } = await call(
        'accounts.getJWT',
        {
          login_token: login.token,
          fields: 'data.personId,data.gigyaDataCenter',
          expiration: String(PASS_S),
        },
        token,
        signal,
      );
      current = { pass: { personId: login.personId, idToken }, until: now + PASS_MS };
      return current.pass;
    },
    isLoggedIn: () => login !== null,
    forget() {
      login = null;
      current = null;
    },
  };

  async function logIn(signal: AbortSignal): Promise<{ token: string; personId: string }> {
    const { sessionInfo } = await call('accounts.login', { loginID: user, password }, session, signal);
    const { data } = await call(
      'accounts.getAccountInfo',
      { login_token: sessionInfo.cookieValue },
      account,
      signal,
    );
    return { token: sessionInfo.cookieValue, personId: data.personId };
  }
}

/** Only a login that counted before is worth another one: who has a wrong password is locked out soon. */
function refusal(method: string, code: number): VehicleError {
  if (method !== 'accounts.login') return new RefusedError(unknownCode(code));
  return new VehicleError(REFUSALS[code] ?? unknownCode(code));
}

const SECOND_FACTOR: Text = {
  de: 'Renault verlangt für dieses Konto einen Code per E-Mail (zwei Faktoren), den Smartload nicht eingeben kann. Abhilfe: das Auto in evcc einrichten, das den Code abfragt, und hier type: evcc.',
  en: 'Renault wants a code by e-mail for this account (two factors), which Smartload cannot enter. To change that, set the car up in evcc, which asks for the code, and use type: evcc here.',
};
const REFUSALS: Readonly<Record<number, Text>> = {
  400093: {
    de: 'Renault nimmt den Schlüssel seiner App nicht mehr an. Abhilfe: den neuen als gigya_api_key in vehicles.yaml eintragen.',
    en: "Renault no longer takes its app's key. To change that, set the new one as gigya_api_key in vehicles.yaml.",
  },
  403042: {
    de: 'Renault nimmt Benutzer oder Passwort nicht an. Abhilfe: user und password in vehicles.yaml prüfen.',
    en: 'Renault does not take the user or the password. To change that, check user and password in vehicles.yaml.',
  },
  403048: {
    de: 'Renault wurde zu oft gefragt und lässt gerade keine Anmeldung zu.',
    en: 'Renault was asked too often and allows no login for now.',
  },
  403101: SECOND_FACTOR,
  403102: SECOND_FACTOR,
  403120: {
    de: 'Renault hat das Konto nach zu vielen Versuchen vorübergehend gesperrt.',
    en: 'Renault has locked the account for a while after too many attempts.',
  },
};

function unknownCode(code: number): Text {
  return {
    de: `Renaults Anmeldung antwortet mit Fehler ${code}.`,
    en: `Renault's login answers with error ${code}.`,
  };
}

function unusable(status: number): Text {
  return {
    de: `Renaults Anmeldung antwortet mit Status ${status} und ohne brauchbaren Inhalt.`,
    en: `Renault's login answers with status ${status} and nothing usable.`,
  };
}
