import type { OperationResult } from 'urql';
import type { Text } from '../../../api/house/index.ts';
import type { Words } from '../languages/de.ts';

/** Why a question or a wish has no answer, for people; `null` where it has one. */
export function failureOf(
  { data, error }: Pick<OperationResult, 'data' | 'error'>,
  words: Words['problem'],
  say: (text: Text) => string,
): string | null {
  if (error?.networkError) return words.network;
  if (error) return words.refused(error.graphQLErrors.map(({ message }) => message).join(' '));
  const refusal = Object.values(data ?? {}).find(isRefusal);
  return refusal ? say(refusal.message) : null;
}

function isRefusal(answer: unknown): answer is { message: Text } {
  return typeof answer === 'object' && answer !== null && 'message' in answer;
}
