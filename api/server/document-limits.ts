import { createComplexityRule } from '@pothos/plugin-complexity';
import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, validate, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * What a document may ask for. The page's largest has some 450 tokens, is 6 deep and 380 broad, and costs 5,500.
 */
const MAX = {
  /** Words and signs of the text. */
  tokens: 3000,
  depth: 12,
  /** Fields, with those of fragments each time they are spread. */
  breadth: 800,
  /** Fields, each as often as it will probably be answered: those of a list ten times. */
  complexity: 30_000,
  aliases: 30,
  directives: 30,
};

/** Refuses documents that would keep the process busy: too long ones before they are parsed, costly ones before they run. */
export function limitDocuments(): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => parseFn(source, { ...options, maxTokens: MAX.tokens }));
    },
    // First what is cheap to find out: a rule of GraphQL's own compares every field with every other.
    onValidate({ params: { schema, documentAST }, setResult }) {
      const errors = [...countErrors(documentAST), ...costErrors(schema, documentAST)];
      if (errors.length > 0) setResult(errors);
    },
  };
}

/** Too deep, broad or costly; nothing of a document that does not fit the schema, whose faults are told later. */
function costErrors(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  const errors: GraphQLError[] = [];
  validate(schema, withoutVariables(document), [costRule((error) => errors.push(error))]);
  return errors;
}

/** No cost depends on a variable, so that none has to be judged for it. */
function withoutVariables(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? { ...definition, variableDefinitions: [] } : definition,
  );
  return { ...document, definitions };
}

/** The rule that works out depth, breadth and complexity, for whoever asks. */
function costRule(report: (error: GraphQLError) => void) {
  return createComplexityRule({
    context: {},
    variableValues: {},
    validate({ depth, breadth, complexity }) {
      if (depth > MAX.depth) report(tooMuch('deep', depth, MAX.depth));
      if (breadth > MAX.breadth) report(tooMuch('broad', breadth, MAX.breadth));
      if (complexity > MAX.complexity) report(tooMuch('costly', complexity, MAX.complexity));
    },
  });
}

function countErrors(document: DocumentNode): GraphQLError[] {
  const count = { aliases: 0, directives: 0 };
  visit(document, {
    Field(node) {
      if (node.alias) count.aliases++;
    },
    Directive() {
      count.directives++;
    },
  });
  const kinds = ['aliases', 'directives'] as const;
  return kinds
    .filter((kind) => count[kind] > MAX[kind])
    .map((kind) => tooMuch(`full of ${kind}`, count[kind], MAX[kind]));
}

function tooMuch(what: string, found: number, allowed: number): GraphQLError {
  return new GraphQLError(
    `This document is too ${what}: ${found}, allowed are ${allowed}. Please ask for it in parts.`,
    { extensions: { code: 'DOCUMENT_TOO_LARGE', found, allowed } },
  );
}
