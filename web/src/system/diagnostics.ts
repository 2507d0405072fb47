/** What stands where something was that only its owner should know. */
const MASKED = '***';

const SECRET_NAME = /(password|passwd|secret|token|authorization|cookie|api_?key|credential)/i;
const IN_ADDRESS = /(:\/\/)[^/@\s"]+@/g;
const IN_QUERY = /([?&][^=&\s]*(?:token|key|secret|password)[^=&\s]*=)[^&\s"]+/gi;

/**
 * A copy without secrets: the server masks its own, this is for what came in by other ways, such as an address
 * with a password in an error of evcc.
 */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(IN_ADDRESS, `$1${MASKED}@`).replace(IN_QUERY, `$1${MASKED}`);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      SECRET_NAME.test(name) && held !== null ? MASKED : withoutSecrets(held),
    ]),
  );
}
