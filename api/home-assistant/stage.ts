import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), optional: z.boolean().optional(), peer: z.boolean().optional() }),
  ),
});

/** What is only for those who develop. */
const NOT_RUN = /(\.test\.ts|\/test-[\w-]+\.ts|\/fixtures(\/|\.ts$)|\.d\.[cm]?ts|\.map|\.md|\.flow)$/i;
const NOT_PACKAGES = /^node_modules\/@types\//;
const PROGRAM = ['package.json', 'api', 'web/dist'];

/**
 * Puts into a folder all that an image holds: the program without its tests, the built page, and of the
 * dependencies those that it runs on. Node itself is the image's own.
 *
 * @param root the checkout, with dependencies installed and the page built
 */
export async function stageImage(root: string, target: string): Promise<{ files: number; bytes: number }> {
  const folders = [...PROGRAM, ...(await packagesToRun(root))];
  const files = (await Promise.all(folders.map((folder) => filesBelow(root, folder)))).flat();
  let bytes = 0;
  for (const file of new Set(files)) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await copyFile(join(root, file), join(target, file));
    bytes += (await stat(join(root, file))).size;
  }
  return { files: files.length, bytes };
}

/** Folders of the packages that the program runs on, from the lock file; without types, and without Node itself. */
export async function packagesToRun(root: string): Promise<string[]> {
  const { packages } = lockFile.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(packages)
    .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional && !NOT_PACKAGES.test(path))
    .map(([path]) => path);
}

/** Paths of all files to copy, relative to the root; a package's own packages have entries of their own. */
async function filesBelow(root: string, path: string): Promise<string[]> {
  const found = await stat(join(root, path)).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return NOT_RUN.test(`/${path}`) ? [] : [path];
  const names = await readdir(join(root, path));
  const below = names.filter((name) => name !== 'node_modules' && name !== '.bin');
  return (await Promise.all(below.map((name) => filesBelow(root, `${path}/${name}`)))).flat();
}
