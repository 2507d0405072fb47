/**
 * Loads what the program is made of, and ends. Run once after an installation, it leaves everything in Node's code
 * cache, so that the program itself starts faster and never holds the parts of Node that read TypeScript.
 */
import '../main.ts';
// What it loads later, some of it in threads.
import '../demo/index.ts';
import '../follower-app.ts';
import '../optimizer/worker.ts';
import '../plan/worker.ts';
import { flushCompileCache } from 'node:module';

flushCompileCache();
process.exit(0);
