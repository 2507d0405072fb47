import {
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { schema } from '../graphql/index.ts';
import { type RestDocument, readDocuments } from './documents.ts';
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
  properties: { error: { type: 'object', properties: { code: { type: 'string' }, message: {} } } },
};

function inputOf(node: Parameters<typeof scalarName>[0]): Json {
  const type = schema.getType(scalarName(node));
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  return SCALARS[scalarName(node)] ?? {};
}

function defaultOf(kind: Kind, value: string | boolean): unknown {
  return kind === Kind.INT || kind === Kind.FLOAT ? Number(value) : value;
}

/** Names and types of the values that an answer has, with the descriptions of the schema. */
function answerOf({ document }: RestDocument): Json {
  const info = new TypeInfo(schema);
  const properties: Record<string, Json> = {};
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const type = info.getType();
        const field = info.getFieldDef();
        if (!type || !field || node.name.value.startsWith('__') || !isLeafType(getNamedType(type))) return;
        properties[node.alias?.value ?? node.name.value] = {
          ...outputOf(type),
          ...(field.description ? { description: field.description } : {}),
        };
      },
    }),
  );
  return { type: 'object', properties };
}

function outputOf(type: GraphQLOutputType): Json {
  if (isNonNullType(type)) return outputOf(type.ofType);
  if (isListType(type)) return { type: 'array', items: outputOf(type.ofType) };
  if (isEnumType(type))
    return { type: ['string', 'null'], enum: [...type.getValues().map(({ name }) => name), null] };
  const scalar = SCALARS[getNamedType(type).name] ?? {};
  return 'type' in scalar ? { ...scalar, type: [scalar.type, 'null'] } : scalar;
}
