import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type OperationDefinitionNode,
  print,
  separateOperations,
  visit,
} from 'graphql';
import { schema } from '../../api/graphql/index.ts';
import type { Snapshot } from '../../api/house/index.ts';
import { createLive, type Live } from '../../api/live/index.ts';
import { testState } from '../../api/server/test-house.ts';
import { LiveDocument } from '../../web/src/gql/graphql.ts';

/** The page's own document, asked of the subscription `snapshot`. */
export const PAGE_SNAPSHOT: string = print(pageSnapshot());

/** A house with a plan of this many quarters of an hour. */
export function houseWith(slots: number): Live {
  let sequence = 0;
  const state = testState();
  const plan = state.plan && { ...state.plan, slots: state.plan.slots.slice(0, slots) };
  return createLive(
    { ...state, plan },
    () => ++sequence,
    () => Date.now(),
  );
}

/** A message as Yoga and we send it, without its id. */
export function messageOf(snapshot: Snapshot): Buffer {
  const result = execute({ schema, document: pageSnapshot(), rootValue: snapshot });
  if (result instanceof Promise) throw new TypeError('a snapshot is there at once');
  return Buffer.from(`event: next\ndata: ${JSON.stringify(withData(result))}\n\n`);
}

function withData(result: ExecutionResult): ExecutionResult {
  if (result.errors) throw new AggregateError(result.errors);
  return result;
}

/** What the page asks for of the whole state, and the fragments that this needs. */
function pageSnapshot(): DocumentNode {
  const snapshots: FieldNode[] = [];
  visit(LiveDocument, {
    Field(field) {
      if (field.name.value === 'snapshot') snapshots.push(field);
    },
  });
  const document = visit(LiveDocument, {
    OperationDefinition: (operation): OperationDefinitionNode => ({
      ...operation,
      variableDefinitions: [],
      selectionSet: { ...operation.selectionSet, selections: snapshots.slice(0, 1) },
    }),
  });
  // Without the fragments that only the rest of the message needed.
  const [alone] = Object.values(separateOperations(document));
  if (!alone) throw new TypeError('the page asks for something');
  return alone;
}
