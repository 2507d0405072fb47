import { parseArgs } from 'node:util';
import { newToken } from '../server/index.ts';

const USAGE = 'npm run token -- --name NAME --scope read|control';

/** Makes a token, shows it once, and says what to write into the configuration. */
function main(): number {
  const { values } = parseArgs({
    options: { name: { type: 'string', default: 'token' }, scope: { type: 'string', default: 'control' } },
    strict: false,
  });
  const { name, scope } = values;
  if (
    typeof name !== 'string' ||
    !/^[\w .-]{1,40}$/.test(name) ||
    (scope !== 'read' && scope !== 'control')
  ) {
    console.error(USAGE);
    return 2;
  }
  const { token, line } = newToken(name, scope);
  console.log(`Token (nur jetzt zu sehen / shown only now):
  ${token}

In die Option api_tokens, oder SMARTLOAD_API_TOKENS / into the option api_tokens, or SMARTLOAD_API_TOKENS:
  ${line}

Mitschicken als / send it as:
  Authorization: Bearer ${token}`);
  return 0;
}

process.exitCode = main();
