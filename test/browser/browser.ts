import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/** No sandbox (containers run as root), no GPU, and no traffic of the browser's own. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether the tests were asked to go without a browser; give it to a test's `skip`. */
export const skipBrowser: string | false =
  process.env.SMARTLOAD_SKIP_BROWSER === '1' ? 'SMARTLOAD_SKIP_BROWSER=1' : false;

/**
 * Starts the Chromium that the system has.
 *
 * @throws where there is none, with the ways out
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.SMARTLOAD_CHROMIUM ?? DEBIAN_CHROMIUM;
  if (!existsSync(executablePath))
    throw new Error(
      `There is no Chromium at ${executablePath}. Install it (Debian: apt-get install chromium), name another ` +
        'with SMARTLOAD_CHROMIUM, or go without the browser tests with SMARTLOAD_SKIP_BROWSER=1.',
    );
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
