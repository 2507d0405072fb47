import { spawnSync } from 'node:child_process';
import { judgeAudit } from './audit.ts';

/**
 * Asks npm for known holes in what the program runs on. Where nobody can be asked (no network, or a mirror without that
 * list) that is said and no failure.
 */
function main(): number {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 60_000,
  });
  const judgement = judgeAudit(stdout ?? '');
  if (!judgement.checked) {
    console.log(`known holes: NOT CHECKED, the registry cannot be asked (${judgement.why}).`);
    return 0;
  }
  const { severe, smaller } = judgement;
  for (const hole of severe) console.error(hole);
  if (smaller > 0) console.log(`${smaller} less severe ones; see npm audit --omit=dev.`);
  return severe.length > 0 ? 1 : 0;
}

process.exitCode = main();
