import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { packagesToRun } from '../home-assistant/index.ts';

const packageFile = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
});

/** May be passed on together with what is under the MIT licence, without conditions on it. */
const PERMISSIVE =
  /^\(?(0BSD|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|BlueOak-1\.0\.0|CC0-1\.0|ISC|MIT|Unlicense|Python-2\.0)( (OR|AND) [\w.-]+)*\)?$/;

/**
 * `docs/licences.md`: every package that the program runs on, with its licence.
 *
 * @throws where one has none, or one that has conditions
 */
export async function licencesPage(): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const found = new Map<string, string>();
  for (const folder of await packagesToRun(root)) {
    if (!existsSync(`${root}${folder}/package.json`)) continue;
    const { name, version, license } = packageFile.parse(
      JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8')),
    );
    if (!license || !PERMISSIVE.test(license))
      throw new Error(`${name} ${version} has the licence ${license}.`);
    found.set(`${name} ${version}`, `| ${name} | ${version} | ${license} |`);
  }
  const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return `<!-- Generated from package-lock.json by npm run codegen. -->

# Licences

Smartload itself is under the MIT licence. It runs on these packages:

| package | version | licence |
| --- | --- | --- |
${rows.join('\n')}
`;
}
