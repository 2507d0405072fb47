import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObjectType, isTypeDefinitionNode, parse } from 'graphql';
import { printedSchema, schema } from './index.ts';

const document = parse(printedSchema());
const OWN_TYPES = document.definitions.filter(isTypeDefinitionNode);
/** Unions of a result and its errors say it all with their name; the plugin makes them. */
const isResult = (name: string) => name.endsWith('Result');

test('every type, field, argument and enum value is described', () => {
  const missing: string[] = [];
  const look = (path: string, node: { description?: unknown }) => {
    if (!node.description && !isResult(path)) missing.push(path);
  };
  for (const type of OWN_TYPES) {
    look(type.name.value, type);
    if ('fields' in type)
      for (const field of type.fields ?? []) {
        look(`${type.name.value}.${field.name.value}`, field);
        if ('arguments' in field)
          for (const argument of field.arguments ?? [])
            look(`${type.name.value}.${field.name.value}(${argument.name.value})`, argument);
      }
    if ('values' in type)
      for (const value of type.values ?? []) look(`${type.name.value}.${value.name.value}`, value);
  }
  assert.deepEqual(missing, []);
});

test('a change can carry every part of a snapshot, with the same type, and any of them may be absent', () => {
  const fieldsOf = (name: string) => {
    const type = schema.getType(name);
    assert.ok(isObjectType(type));
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, String(field.type)]),
    );
  };
  const { sequence, instanceId, publishedAt, ...parts } = fieldsOf('Snapshot');
  assert.deepEqual([sequence, instanceId, publishedAt], ['Int!', 'ID!', 'DateTime!']);
  const { changed, ...changes } = fieldsOf('SnapshotChange');
  assert.equal(changed, '[String!]!');
  const nullable = Object.fromEntries(
    Object.entries(parts).map(([name, type]) => [name, type.replace(/!$/, '')]),
  );
  assert.deepEqual(changes, nullable);
});
