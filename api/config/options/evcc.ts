import { evccUrl, headers, holidayRegion, timeZone } from '../kinds.ts';
import { number, text } from '../option.ts';
import { PORT } from './common.ts';

/** Where evcc is and how it is reached; and where the house and its page are. */
export const evccOptions = {
  evcc_url: evccUrl({
    description: {
      de: 'Adresse von evcc, zum Beispiel http://evcc.local:7070. Sie allein ist eine vollständige Konfiguration.',
      en: 'Address of evcc, for example http://evcc.local:7070. It alone is a complete configuration.',
    },
  }),
  evcc_user: text(null, {
    description: {
      de: 'Benutzername für Basic Auth, wenn evcc hinter einem Proxy steht',
      en: 'User name for basic auth where evcc is behind a proxy',
    },
    unset: { de: 'keiner', en: 'none' },
  }),
  evcc_password: text(null, {
    secret: true,
    description: {
      de: 'Passwort für evcc oder den Proxy davor',
      en: 'Password for evcc or the proxy before it',
    },
    unset: { de: 'keines', en: 'none' },
  }),
  evcc_headers: headers({
    description: {
      de: 'Weitere Kopfzeilen für einen Proxy vor evcc, je Zeile „Name: Wert“',
      en: 'Further request headers for a proxy before evcc, one "Name: value" a line',
    },
  }),
  timezone: timeZone('Europe/Berlin', {
    addon: false,
    description: {
      de: 'Zeitzone des Hauses (IANA); ohne Angabe zählt TZ',
      en: 'Time zone of the house (IANA); TZ counts where it is not set',
    },
  }),
  holidays: holidayRegion({
    description: {
      de: 'Land oder Bundesland, dessen Feiertage für den Verbrauch wie Sonntage zählen, etwa DE-BY; none = keine',
      en: 'Country or region whose public holidays count as Sundays for consumption, such as DE-BY; none = none',
    },
    unset: { de: 'das Land der Zeitzone', en: 'the country of the time zone' },
  }),
  api_port: number(
    8099,
    { ...PORT, min: 0 },
    {
      addon: false,
      description: {
        de: 'Port der Seite und der Schnittstelle; 0 = irgendein freier',
        en: 'Port of the page and the API; 0 = any that is free',
      },
    },
  ),
};
