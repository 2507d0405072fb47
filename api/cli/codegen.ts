import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generatedPageTypes, generatedSchema } from './generated.ts';

/** Writes everything that is made from the code: `schema.graphql` and the page's types. */
for (const { path, content } of [generatedSchema(), ...(await generatedPageTypes())]) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  console.log(path);
}
