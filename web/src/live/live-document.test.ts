import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type FieldNode, Kind, parse, print, type SelectionSetNode } from 'graphql';

/** What the page may ask for, as the server knows it. */
const documents: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../../api/server/page-documents.json', import.meta.url), 'utf8'),
);

/** What is asked of one field of the live messages, by the names of its parts. */
function partsOf(document: string, field: string): Record<string, string> {
  const parts = parse(document).definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === 'LiveParts'
      ? fieldsOf(definition.selectionSet).filter(({ name }) => name.value === field)
      : [],
  );
  const selected = parts.flatMap(({ selectionSet }) => fieldsOf(selectionSet));
  return Object.fromEntries(selected.map((part) => [part.name.value, print(part)]));
}

function fieldsOf(selected: SelectionSetNode | undefined): FieldNode[] {
  return (selected?.selections ?? []).filter((selection) => selection.kind === Kind.FIELD);
}

test('of a change the same is asked for as of the whole state, and what of it changed', () => {
  const live = Object.entries(documents).filter(([name]) => /^(Live|CatchUp)-/.test(name));
  assert.equal(live.length, 2);
  for (const [name, document] of live) {
    const { changed, ...change } = partsOf(document, 'change');
    assert.equal(changed, 'changed', name);
    assert.ok(Object.keys(change).length > 15, name);
    assert.deepEqual(change, partsOf(document, 'snapshot'), name);
  }
});
