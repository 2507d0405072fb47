import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withIds } from './page-documents.ts';

const FILE = fileURLToPath(new URL('../api/server/page-documents.json', import.meta.url));
const IDS = Object.keys(JSON.parse(readFileSync(FILE, 'utf8')));
const IMPORT = "import { graphql } from '../gql/index.ts';\n";

test('an operation leaves its id, a fragment nothing, and the generated module is not loaded', () => {
  const code = `${IMPORT}export const Parts = graphql(\`
    fragment Parts on Health { version }
  \`);
  export const Replan = graphql(\`mutation Replan { replan { __typename } }\`);`;
  const replaced = withIds(code, 'parts.ts', IDS);
  const id = IDS.find((known) => known.startsWith('Replan-'));
  assert.ok(id);
  assert.match(replaced, /Parts = \{\};/);
  assert.ok(
    replaced.includes(`Replan = {"kind":"Document","definitions":[],"documentId":"${id}"};`),
    replaced,
  );
  assert.doesNotMatch(replaced, /gql\/|fragment|mutation/);
});

test('an operation that the server was not told of ends the build, with what to do', () => {
  const code = `${IMPORT}export const Novel = graphql(\`query Novel { health { version } }\`);`;
  assert.throws(() => withIds(code, 'novel.ts', IDS), /novel\.ts: Novel .*npm run codegen/);
});

test('other modules stay as they are', () => {
  const code = 'export const graphql = (text: string) => text;\ngraphql(`{ a }`);';
  assert.equal(withIds(code, 'other.ts', IDS), code);
});
