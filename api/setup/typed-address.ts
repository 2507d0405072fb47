import { isIP } from 'node:net';
import type { Refusal } from '../house/index.ts';
import { isAtHome } from './private-address.ts';

const EVCC_PORT = '7070';
const LONGEST = 200;

/** An address as somebody typed it: with what is usually left out, or why it cannot be one. */
export function readAddress(typed: string): { ok: true; value: URL } | Refusal {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url =
    text.length > 0 && text.length <= LONGEST ? URL.parse(hasScheme ? text : `http://${text}`) : null;
  if (!url?.hostname || !/^https?:$/.test(url.protocol))
    return refused(
      'Das ist keine Adresse. Beispiele: evcc.local, 192.168.1.20:7070, http://evcc.local:7070.',
      'This is no address. Examples: evcc.local, 192.168.1.20:7070, http://evcc.local:7070.',
    );
  if (url.username || url.password)
    return refused(
      'Bitte ohne Benutzer und Passwort; die gehören in die Optionen evcc_user und evcc_password.',
      'Without user and password, please; those belong into the options evcc_user and evcc_password.',
    );
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAtHome(host)) return notAtHome();
  if (!hasScheme && !/:\d+(\/|$)/.test(text)) url.port = EVCC_PORT;
  url.hash = '';
  url.search = '';
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
  return { ok: true, value: url };
}

/** An address that is kept: without a slash at its end. */
export function shortened({ origin, pathname }: URL): string {
  return origin + pathname.replace(/\/+$/, '');
}

/** The refusal of an address outside of the home. */
export function notAtHome(): Refusal {
  return refused(
    'Diese Adresse liegt nicht im Heimnetz. Hier werden nur private Adressen angesprochen; eine andere gehört in die Option evcc_url.',
    'This address is not in the home network. Only private addresses are asked here; another one belongs into the option evcc_url.',
  );
}

function refused(de: string, en: string): Refusal {
  return { ok: false, code: 'INVALID_VALUE', field: 'address', message: { de, en } };
}
