import { parseArgs } from 'node:util';
import type { TokenScope } from '../house/index.ts';
import { newToken } from '../server/index.ts';

const USAGE = 'npm run token -- --name NAME --scope read|control';

/** What a token is made for; nothing is left to chance, least of all what it may do. */
interface Wanted {
  name: string;
  scope: TokenScope;
}

/** Makes a token, shows it once, and says what to write into the configuration. */
function main(args: string[]): number {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(USAGE);
    return 0;
  }
  const wanted = read(args);
  if (typeof wanted === 'string') {
    console.error(`${wanted}\n${USAGE}`);
    return 2;
  }
  const { token, line } = newToken(wanted.name, wanted.scope);
  console.log(`Token (nur jetzt zu sehen / shown only now):
  ${token}

In die Option api_tokens, oder SMARTLOAD_API_TOKENS / into the option api_tokens, or SMARTLOAD_API_TOKENS:
  ${line}

Mitschicken als / send it as:
  Authorization: Bearer ${token}`);
  return 0;
}

/** What is asked for, or what is wrong with it. */
function read(args: string[]): Wanted | string {
  try {
    const { values } = parseArgs({ args, options: { name: { type: 'string' }, scope: { type: 'string' } } });
    const { name = 'token', scope } = values;
    if (!/^[\w .-]{1,40}$/.test(name)) return `--name ${JSON.stringify(name)}: a-z, 0-9, _ . -, 1 … 40`;
    return scope === 'read' || scope === 'control'
      ? { name, scope }
      : `--scope ${scope ?? ''}: read | control`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.exitCode = main(process.argv.slice(2));
