import type { CombinedError, OperationResult } from 'urql';
import type { Text } from '../../../api/house/index.ts';
import type { Words } from '../languages/de.ts';

type GraphQLError = CombinedError['graphQLErrors'][number];

/** Why a question or a wish has no answer, for people; `null` where it has one. */
export function failureOf(
  { data, error }: Pick<OperationResult, 'data' | 'error'>,
  words: Words['problem'],
  say: (text: Text) => string,
): string | null {
  if (error?.networkError) return words.network;
  if (error) return words.refused(error.graphQLErrors.map((one) => inWords(one, say)).join(' '));
  const refusal = Object.values(data ?? {}).find(isRefusal);
  return refusal ? say(refusal.message) : null;
}

/** Some errors say in several languages what to do about them. */
function inWords({ message, extensions }: GraphQLError, say: (text: Text) => string): string {
  const text: unknown = extensions.message;
  return isText(text) ? say(text) : message;
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'de' in value && 'en' in value;
}

function isRefusal(answer: unknown): answer is { message: Text } {
  return typeof answer === 'object' && answer !== null && 'message' in answer;
}
