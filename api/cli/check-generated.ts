import { readFile } from 'node:fs/promises';
import {
  type GeneratedFile,
  generatedFromOptions,
  generatedPageTypes,
  generatedSchema,
} from './generated.ts';

/** What is wrong with the committed file; `null` where it is what the code gives. */
async function staleness({ path, content }: GeneratedFile): Promise<string | null> {
  const committed = await readFile(path, 'utf8').catch(() => null);
  if (committed === content) return null;
  return `${path} ${committed === null ? 'is missing' : 'is out of date'}`;
}

try {
  const files = [generatedSchema(), ...(await generatedFromOptions()), ...(await generatedPageTypes())];
  const stale = (await Promise.all(files.map(staleness))).filter((problem) => problem !== null);
  if (stale.length > 0)
    throw new Error(`${stale.join('\n')}\nRun \`npm run codegen\` and commit the result.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
