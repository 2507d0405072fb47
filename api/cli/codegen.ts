import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type GeneratedFile,
  generatedFromOptions,
  generatedPageTypes,
  generatedSchema,
} from './generated.ts';

async function write({ path, content }: GeneratedFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  console.log(path);
}

// The schema first: it is right even where an operation of the page does not fit it yet.
for (const file of [generatedSchema(), ...(await generatedFromOptions())]) await write(file);
try {
  for (const file of await generatedPageTypes()) await write(file);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
