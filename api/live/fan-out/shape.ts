import {
  type DocumentNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  visit,
} from 'graphql';

/** What of an operation decides what its results look like. */
export interface Shape {
  /** The operation without the arguments of its root field. */
  text: string;
  /** The variables that are left in it. */
  variables: string[];
}

const known = new WeakMap<DocumentNode, Map<string, Shape | null>>();

/**
 * The arguments of a subscription's root field choose what is read and from where on, which its reading's key says
 * better: a cursor among them must not keep two readers from sharing. What is left decides the bytes.
 *
 * @returns `null` where the document holds no such operation
 */
export function shapeOf(document: DocumentNode, operationName: string | null | undefined): Shape | null {
  const shapes = known.get(document) ?? new Map<string, Shape | null>();
  known.set(document, shapes);
  const name = operationName ?? '';
  let shape = shapes.get(name);
  if (shape === undefined) {
    const operation = getOperationAST(document, operationName);
    shape = operation ? workOut(document, operation) : null;
    shapes.set(name, shape);
  }
  return shape;
}

function workOut(document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const bare: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [],
    selectionSet: {
      ...operation.selectionSet,
      selections: operation.selectionSet.selections.map(withoutArguments),
    },
  };
  const others = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const rest: DocumentNode = { ...document, definitions: [bare, ...others] };
  const variables = new Set<string>();
  visit(rest, { Variable: (node) => void variables.add(node.name.value) });
  return { text: print(rest), variables: [...variables].sort() };
}

function withoutArguments(selection: SelectionNode): SelectionNode {
  return selection.kind === Kind.FIELD ? { ...selection, arguments: [] } : selection;
}
