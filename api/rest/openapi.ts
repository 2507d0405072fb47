import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { schema } from '../graphql/index.ts';
import { type RestDocument, readDocuments } from './documents.ts';
import { plainFields } from './outcome.ts';
import { scalarName } from './variables.ts';

type Json = Record<string, unknown>;

const SCALARS: Record<string, Json> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  String: { type: 'string' },
  ID: { type: 'string' },
  DateTime: { type: 'string', format: 'date-time' },
};

/** OpenAPI 3.1 of the plain addresses, from the documents and the schema. */
export function openApi(version: string): Json {
  const paths = [...readDocuments().values()].map((document) => [`/rest/${document.name}`, pathOf(document)]);
  return {
    openapi: '3.1.0',
    info: { title: 'Smartload', version, description: 'Named GraphQL documents as plain REST.' },
    paths: Object.fromEntries(paths),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}

function pathOf(document: RestDocument): Json {
  const { operation, summary, name } = document;
  const isQuery = operation.operation === OperationTypeNode.QUERY;
  const variables = (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
    name: variable.name.value,
    required: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
    schema: {
      ...inputOf(type),
      ...(defaultValue && 'value' in defaultValue
        ? { default: defaultOf(defaultValue.kind, defaultValue.value) }
        : {}),
    },
  }));
  const responses = {
    200: { description: summary, content: { 'application/json': { schema: answerOf(document) } } },
    '4XX': { description: 'Refused, with the reason.', content: { 'application/json': { schema: ERROR } } },
  };
  const common = { operationId: operation.name?.value ?? name, summary, responses };
  if (isQuery)
    return { get: { ...common, parameters: variables.map((variable) => ({ ...variable, in: 'query' })) } };
  const properties = Object.fromEntries(variables.map(({ name, schema }) => [name, schema]));
  const required = variables.filter((variable) => variable.required).map(({ name }) => name);
  const body = {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
  };
  return {
    post: {
      ...common,
      security: [{ token: [] }, {}],
      requestBody: { content: { 'application/json': { schema: body } } },
    },
  };
}

const ERROR = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, field: { type: ['string', 'null'] }, message: {} },
      required: ['code', 'message'],
    },
  },
  required: ['error'],
};

function inputOf(node: Parameters<typeof scalarName>[0]): Json {
  const type = schema.getType(scalarName(node));
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  return SCALARS[scalarName(node)] ?? {};
}

function defaultOf(kind: Kind, value: string | boolean): unknown {
  return kind === Kind.INT || kind === Kind.FLOAT ? Number(value) : value;
}

/** What a document answers to who is not refused. */
function answerOf({ document, operation }: RestDocument): Json {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const root = schema.getRootType(operation.operation);
  const fields = root ? fieldsOf(operation.selectionSet, root, fragments) : [];
  return objectOf(plainFields(fields, ({ properties }) => (properties ? Object.entries(properties) : null)));
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The description of a value; objects have their fields in it. */
interface Described extends Json {
  properties?: Record<string, Described>;
}

/** The fields of a selection, each with its description. Of a union only what is no refusal: those have an own status. */
function fieldsOf(
  { selections }: SelectionSetNode,
  type: GraphQLNamedType,
  fragments: Fragments,
): [string, Described][] {
  return selections.flatMap((selection): [string, Described][] => {
    if (selection.kind === Kind.FIELD) {
      const field = 'getFields' in type ? type.getFields()[selection.name.value] : undefined;
      if (!field || !('args' in field)) return [];
      const about = field.description ? { description: field.description } : {};
      const described = outputOf(field.type, selection.selectionSet, fragments);
      return [[selection.alias?.value ?? selection.name.value, { ...described, ...about }]];
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const narrowed = schema.getType(fragment?.typeCondition?.name.value ?? type.name);
    if (!fragment || !narrowed || narrowed.name === REFUSAL) return [];
    return fieldsOf(fragment.selectionSet, narrowed, fragments);
  });
}

/** The interface of all that is refused. */
const REFUSAL = 'UserError';

function objectOf(fields: [string, Described][]): Described {
  const required = fields.map(([name]) => name);
  return { type: 'object', properties: Object.fromEntries(fields), required };
}

function outputOf(
  type: GraphQLOutputType,
  selection: SelectionSetNode | undefined,
  fragments: Fragments,
): Described {
  if (isNonNullType(type)) return bareOf(type.ofType, selection, fragments);
  const bare = bareOf(type, selection, fragments);
  return {
    ...bare,
    ...('type' in bare ? { type: [bare.type, 'null'] } : {}),
    ...(Array.isArray(bare.enum) ? { enum: [...bare.enum, null] } : {}),
  };
}

/** A value that is there. */
function bareOf(
  type: GraphQLOutputType,
  selection: SelectionSetNode | undefined,
  fragments: Fragments,
): Described {
  if (isListType(type)) return { type: 'array', items: outputOf(type.ofType, selection, fragments) };
  const named = getNamedType(type);
  if (isEnumType(named)) return { type: 'string', enum: named.getValues().map(({ name }) => name) };
  return selection ? objectOf(fieldsOf(selection, named, fragments)) : { ...SCALARS[named.name] };
}
