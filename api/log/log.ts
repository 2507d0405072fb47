import { formatWithOptions } from 'node:util';
import type { LogLevel, Settings } from '../house/index.ts';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** What is written with each of the console's functions. */
const LEVEL_OF = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;

/** User and password in an address. */
const CREDENTIALS = /(\/\/)[^/@\s:]*:[^/@\s]*@/g;

/** Where a line goes. */
export interface LogOutput {
  out(line: string): void;
  err(line: string): void;
}

/**
 * One line of the log: for people with time and level before it, for programs as a JSON object. Passwords in
 * addresses are masked, whoever wrote them.
 *
 * @param parts as `console.log` takes them
 */
export function logLine(
  level: LogLevel,
  format: Settings['log']['format'],
  at: number,
  parts: readonly unknown[],
): string {
  const time = new Date(at).toISOString();
  const message = formatWithOptions({ colors: false, depth: 4 }, ...parts).replace(CREDENTIALS, '$1***@');
  return format === 'json'
    ? JSON.stringify({ time, level, message })
    : `${time} ${level.padEnd(5)} ${message}`;
}

/** Lets the console write lines of the log from a level on, the worse ones to the error output. */
export function installLog(
  { level, format }: Settings['log'],
  output: LogOutput = {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  },
  target: Pick<Console, keyof typeof LEVEL_OF> = console,
): void {
  for (const name of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    const own = LEVEL_OF[name];
    const write = own === 'warn' || own === 'error' ? output.err : output.out;
    target[name] = (...parts: unknown[]) => {
      if (LEVELS.indexOf(own) >= LEVELS.indexOf(level)) write(logLine(own, format, Date.now(), parts));
    };
  }
}
