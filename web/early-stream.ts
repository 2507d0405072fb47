import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { idOf } from './page-documents.ts';

/** The page's first script, as the page names it. */
const FIRST_SCRIPT = 'src="./first.js"';

/**
 * Tells the page's first script which worker follows the house, and what for: so it can be started long before the page
 * itself is loaded, and the state of the house comes meanwhile.
 *
 * @param file the operations by their ids, as `npm run codegen` writes them
 */
export function earlyStream(file: string): Plugin {
  return {
    name: 'early-stream',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      const worker = Object.keys(bundle).find((name) => /hub-worker-[^/]*\.js$/.test(name));
      if (!worker) throw new Error('The worker that follows the house is not among what was built.');
      const ids = Object.keys(JSON.parse(readFileSync(file, 'utf8')));
      const stream = { documentId: idOf('Live', ids) };
      const catchUp = { documentId: idOf('CatchUp', ids) };
      const source = JSON.stringify({ stream, catchUp, variables: {} });
      const page = join(dir, 'index.html');
      const told = `${FIRST_SCRIPT} data-hub="./${worker}" data-source='${source}'`;
      writeFileSync(page, readFileSync(page, 'utf8').replace(FIRST_SCRIPT, told));
    },
  };
}
