import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
/** A server that takes longer to start has failed. */
export const START_LIMIT_MS = 60_000;

/** Starts the program in a process of its own and waits for its port. */
export async function startServer(args: readonly string[]): Promise<{ child: ChildProcess; port: number }> {
  const env = Object.entries(process.env).filter(([name]) => !/^SMARTLOAD_|^EVCC_|^NODE_/.test(name));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: Object.fromEntries(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const until = Date.now() + START_LIMIT_MS;
  for (;;) {
    const port = Number(/Smartload: http:\/\/localhost:(\d+)/.exec(output)?.[1]);
    if (port > 0) return { child, port };
    if (child.exitCode !== null || Date.now() > until) throw new Error(`The server did not start: ${output}`);
    await sleep(50);
  }
}

/** Whether the server is not there to answer: it was killed meanwhile. */
export function isGone(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'AbortError');
}

/** Asks the server over GraphQL; the data of its answer. */
export async function ask(port: number, query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const answer: unknown = await response.json();
  if (isRecord(answer) && isRecord(answer.data)) return answer.data;
  throw new Error(`No answer to ${query}: ${JSON.stringify(answer)}`);
}

/** Whether a value has fields to look at. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
