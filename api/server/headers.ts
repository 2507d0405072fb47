import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** Our own files only; styles that React sets count as scripts' doing and need no permission. */
export const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'";

/** For a page that loads nothing and runs nothing: whatever stands in it is only text. */
export const TEXT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** For a form that runs nothing and goes to nobody else. */
export const FORM_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'";

/**
 * What every answer says to a browser: take things for what they are called, tell nobody where you come from, and
 * let no other page frame this one, except Home Assistant, whose ingress shows us in a frame of its own site.
 */
export function protect(response: ServerResponse, framedByIngress: boolean): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  if (!framedByIngress) response.setHeader('x-frame-options', 'DENY');
  setPolicy(response, PAGE_POLICY);
}

/** Whether a proxy says that the browser reached it by TLS. Who says so falsely changes only what they get themselves. */
export function isOverTls(headers: IncomingHttpHeaders): boolean {
  const [first = ''] = String(headers['x-forwarded-proto'] ?? '').split(',');
  return first.trim().toLowerCase() === 'https';
}

/** Sets another content policy; who may frame the page stays as it was. */
export function setPolicy(response: ServerResponse, policy: string): void {
  const ancestors = response.hasHeader('x-frame-options') ? "'none'" : "'self'";
  response.setHeader('content-security-policy', `${policy}; frame-ancestors ${ancestors}`);
}
