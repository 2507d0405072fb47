import { z } from 'zod';
import type { Instant, RenaultVehicle, Text } from '../house/index.ts';
import { VehicleError } from './error.ts';
import { ask, isGood, parsed } from './http.ts';
import type { ReadVehicle, SocReading } from './reading.ts';
import { createRenaultLogin, type Pass, RefusedError, type RenaultLogin } from './renault-login.ts';

/** Where Renault is reached. */
export interface RenaultHosts {
  /** Accounts (Gigya). */
  accounts: string;
  /** Cars (Kamereon). */
  cars: string;
}

/** Europe; elsewhere Renault has others. */
export const RENAULT_HOSTS: RenaultHosts = {
  accounts: 'https://accounts.eu1.gigya.com',
  cars: 'https://api-wired-prod-1-euw1.wrd-aws.com',
};

/** Which key Renault's app comes with; public. */
const KAMEREON_API_KEY = 'YjkKtHmGfaceeuExUDKGxrLZGGvtVS0J';
/** All requests of one reading together. */
const TIMEOUT_MS = 25_000;
/** Accounts that have cars: Renault's and Dacia's. */
const WITH_CARS = ['MYRENAULT', 'MYDACIA'];

const person = z.object({ accounts: z.array(z.object({ accountId: z.string(), accountType: z.string() })) });
const garage = z.object({ vehicleLinks: z.array(z.object({ vin: z.string() })) });
const time = z.iso.datetime({ offset: true }).transform((written) => Date.parse(written));
const battery = z.object({
  data: z.object({
    attributes: z.object({
      batteryLevel: z.number().min(0).max(100),
      timestamp: time.optional(),
      lastUpdateTime: time.optional(),
    }),
  }),
});

interface Car {
  accountId: string;
  vin: string;
}

/**
 * Reads a car from Renault's cloud, which holds what the car told last: the reading is as old as that. Where Renault no
 * longer takes a login of before, one new login is tried.
 */
export function renaultVehicle(settings: RenaultVehicle, hosts: RenaultHosts = RENAULT_HOSTS): ReadVehicle {
  const login = createRenaultLogin(settings, hosts.accounts);
  let car: Car | null = null;

  async function read(signal: AbortSignal, now: Instant): Promise<SocReading> {
    const get = authorized(settings, hosts.cars, await login.pass(signal, now), signal);
    car ??= await find(get, settings.vin);
    const { accountId, vin } = car;
    const path = `/accounts/${encodeURIComponent(accountId)}/kamereon/kca/car-adapter/v2/cars/${encodeURIComponent(vin)}/battery-status`;
    const { batteryLevel, timestamp, lastUpdateTime } = (await get(path, battery)).data.attributes;
    const measuredAt = timestamp ?? lastUpdateTime;
    if (measuredAt === undefined)
      throw new VehicleError({
        de: 'Renault sagt nicht, von wann der Ladestand ist.',
        en: 'Renault does not say when the state of charge was measured.',
      });
    // A clock that is ahead must not keep out what is measured later.
    return { socPercent: batteryLevel, measuredAt: Math.min(measuredAt, now) };
  }

  return async (signal, now) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    return withOneMoreLogin(login, () => read(limited, now));
  };
}

async function withOneMoreLogin<T>(login: RenaultLogin, read: () => Promise<T>): Promise<T> {
  const wasLoggedIn = login.isLoggedIn();
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    login.forget();
    if (!wasLoggedIn) throw error;
  }
  return read();
}

/** Asks for something of the account with a pass. */
type Get = <T>(path: string, decoder: z.ZodType<T>) => Promise<T>;

function authorized(
  { country, kamereonApiKey }: RenaultVehicle,
  host: string,
  { personId, idToken }: Pass,
  signal: AbortSignal,
): Get {
  return async (path, decoder) => {
    const place = path.replace('{person}', encodeURIComponent(personId));
    const answer = await ask(
      `${host}/commerce/v1${place}?${new URLSearchParams({ country })}`,
      {
        headers: {
          'content-type': 'application/vnd.api+json',
          apikey: kamereonApiKey ?? KAMEREON_API_KEY,
          'x-gigya-id_token': idToken,
        },
      },
      signal,
    );
    const { status } = answer;
    if (status === 401 || status === 403) throw new RefusedError(REFUSED);
    if (!isGood(answer)) throw new VehicleError(failed(status));
    const { data } = decoder.safeParse(parsed(answer.text));
    if (data === undefined) throw new VehicleError(UNUSABLE);
    return data;
  };
}

/** The car with that number, or the only one. */
async function find(get: Get, vin: string | null): Promise<Car> {
  const { accounts } = await get('/persons/{person}', person);
  const cars: Car[] = [];
  for (const { accountId } of accounts.filter(({ accountType }) => WITH_CARS.includes(accountType))) {
    const { vehicleLinks } = await get(`/accounts/${encodeURIComponent(accountId)}/vehicles`, garage);
    cars.push(...vehicleLinks.map((link) => ({ accountId, vin: link.vin })));
  }
  const found = vin === null ? cars : cars.filter((car) => car.vin.toUpperCase() === vin.toUpperCase());
  const [only, ...others] = found;
  if (!only) throw new VehicleError(cars.length === 0 ? NO_CAR : OTHER_CARS);
  if (others.length > 0) throw new VehicleError(SEVERAL_CARS);
  return only;
}

const REFUSED: Text = {
  de: 'Renault verweigert den Zugriff auf das Auto. Abhilfe: in der App von Renault prüfen, ob es verbunden ist; hat Renault den Schlüssel der App geändert, den neuen als kamereon_api_key in vehicles.yaml eintragen.',
  en: "Renault refuses access to the car. To change that, see in Renault's app whether it is connected; where Renault has changed its app's key, set the new one as kamereon_api_key in vehicles.yaml.",
};
const UNUSABLE: Text = {
  de: 'Renaults Antwort enthält keinen Ladestand.',
  en: "Renault's answer holds no state of charge.",
};
const NO_CAR: Text = {
  de: 'Zu diesem Konto gehört bei Renault kein Auto.',
  en: 'No car belongs to this account at Renault.',
};
const OTHER_CARS: Text = {
  de: 'Die vin in vehicles.yaml gehört zu keinem Auto dieses Kontos.',
  en: 'The vin in vehicles.yaml belongs to no car of this account.',
};
const SEVERAL_CARS: Text = {
  de: 'Zu diesem Konto gehören mehrere Autos. Abhilfe: die vin in vehicles.yaml eintragen.',
  en: 'Several cars belong to this account. To change that, set the vin in vehicles.yaml.',
};

function failed(status: number): Text {
  if (status === 429)
    return {
      de: 'Renault wurde zu oft gefragt und gibt gerade keine Auskunft.',
      en: 'Renault was asked too often and tells nothing for now.',
    };
  return {
    de: `Renault antwortet mit Status ${status} statt 200.`,
    en: `Renault answers with status ${status} instead of 200.`,
  };
}
