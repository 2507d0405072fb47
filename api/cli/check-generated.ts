import { readFile } from 'node:fs/promises';
import { generatedPageTypes, generatedSchema } from './generated.ts';

/** Fails when a committed file is not what the code gives. */
const stale: string[] = [];
for (const { path, content } of [generatedSchema(), ...(await generatedPageTypes())]) {
  const committed = await readFile(path, 'utf8').catch(() => null);
  if (committed !== content) stale.push(`${path} ${committed === null ? 'is missing' : 'is out of date'}`);
}

if (stale.length > 0) {
  console.error(`${stale.join('\n')}\nRun \`npm run codegen\` and commit the result.`);
  process.exitCode = 1;
}
