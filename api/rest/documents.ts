import { readdirSync, readFileSync } from 'node:fs';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';

/** A document of this folder, which is served as an address of its own. */
export interface RestDocument {
  /** As in its address: `GET /rest/<name>`. */
  name: string;
  /** What it is for: the comment that it begins with. */
  summary: string;
  operation: OperationDefinitionNode;
  /** The operation with all fragments that it needs, as text. */
  text: string;
  document: DocumentNode;
}

const FOLDER = new URL('./', import.meta.url);

/** All documents of the folder by name. Files with a fragment alone are shared by the others. */
export function readDocuments(): Map<string, RestDocument> {
  const sources = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ file, source: readFileSync(new URL(file, FOLDER), 'utf8') }));
  const parsed = sources.map(({ file, source }) => ({
    file,
    source,
    definitions: parse(source).definitions,
  }));
  const fragments = new Map(
    parsed
      .flatMap(({ definitions }) => definitions)
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const documents = new Map<string, RestDocument>();
  for (const { file, source, definitions } of parsed) {
    const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    if (!operation) continue;
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [operation, ...fragmentsOf(operation, fragments)],
    };
    const name = file.replace(/\.graphql$/, '');
    const summary = /^# (.*)/.exec(source)?.[1] ?? name;
    documents.set(name, { name, summary, operation, document, text: print(document) });
  }
  return documents;
}

/** The id by which a document of this folder is asked for. */
export function documentIdOf({ name }: Pick<RestDocument, 'name'>): string {
  return `rest/${name}`;
}

/** The texts of all documents of the folder by their ids. */
export function textsById(): Map<string, string> {
  return new Map([...readDocuments().values()].map((document) => [documentIdOf(document), document.text]));
}

/** Every fragment that an operation spreads, also within another one. */
function fragmentsOf(
  operation: OperationDefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
): Set<FragmentDefinitionNode> {
  const found = new Set<FragmentDefinitionNode>();
  function collect(node: OperationDefinitionNode | FragmentDefinitionNode): void {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = all.get(name.value);
        if (!fragment || found.has(fragment)) return;
        found.add(fragment);
        collect(fragment);
      },
    });
  }
  collect(operation);
  return found;
}
