import type { Finding } from '../house/index.ts';
import { slipOfThePen, unreadableFile } from './findings.ts';
import { meantName } from './slips.ts';

/** What the command line says about the configuration; `''` for an address or port whose value is missing. */
export interface CommandLine {
  demo: boolean;
  config: string | null;
  data: string | null;
  evccUrl: string | null;
  port: string | null;
  /** What this process is for; `null` = to steer the house. */
  role: string | null;
  findings: Finding[];
}

const WITH_VALUE = ['--config', '--data', '--evcc-url', '--port', '--role'];
const KNOWN = [...WITH_VALUE, '--demo'];

/** Reads `--name value` and `--name=value`; of an option given twice the later one counts. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const found = new Map<string, string>();
  const findings: Finding[] = [];
  for (let i = 0; i < argv.length; i++) {
    const [name = '', ...rest] = (argv[i] ?? '').split('=');
    if (WITH_VALUE.includes(name) && rest.length === 0) {
      const following = argv[i + 1];
      const value = following === undefined || following.startsWith('--') ? null : following;
      if (value !== null) i += 1;
      found.set(name, value ?? '');
    } else if (KNOWN.includes(name)) {
      found.set(name, rest.join('='));
    } else if (name.startsWith('--')) {
      const meant = meantName(name, KNOWN);
      if (meant) findings.push(slipOfThePen(name, meant));
    }
  }
  if (found.get('--config') === '') findings.push(unreadableFile('--config', 'no file named'));
  return {
    demo: found.has('--demo'),
    config: found.get('--config') || null,
    data: found.get('--data') || null,
    evccUrl: found.get('--evcc-url') ?? null,
    port: found.get('--port') ?? null,
    role: found.get('--role') ?? null,
    findings,
  };
}
