import { type Examination, examine } from '../doctor/index.ts';
import { languageOfEnvironment } from './language.ts';

const SIGNS = { OK: '✔', WARNING: '!', PROBLEM: '✖' } as const;

/** Looks at all that Smartload stands on, and says what to do; 1 where something keeps it from working. */
async function main(): Promise<number> {
  const language = languageOfEnvironment(process.env);
  const results: Examination[] = await examine({ argv: process.argv.slice(2), env: process.env });
  for (const { state, subject, found, fix } of results) {
    console.log(`${SIGNS[state]} ${subject[language]}: ${found[language]}`);
    if (fix) console.log(`    → ${fix[language]}`);
  }
  return results.some(({ state }) => state === 'PROBLEM') ? 1 : 0;
}

process.exitCode = await main();
