import { useState } from 'react';
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql';
import type { Text } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';

/** A mutation's one answer: what was asked for, or a refusal with its message. */
type Answer = { __typename: string; message?: Text };

export interface Action<Variables> {
  /** Answers whether it was done; what went wrong is in `problem`. */
  run: (variables: Variables) => Promise<boolean>;
  pending: boolean;
  /** Why the last attempt failed, for the control that asked for it. */
  problem: string | null;
}

/** Runs a mutation whose single field answers a typed result or refusal; the new state arrives by the live stream. */
export function useAction<Data extends Record<string, unknown>, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Action<Variables> {
  const client = useClient();
  const { words, say } = useSpeech();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(variables: Variables): Promise<boolean> {
    setPending(true);
    const { data, error } = await client.mutation(document, variables).toPromise();
    const answers = data ? Object.values(data) : [];
    const refusal = answers.find(isRefusal);
    const failure = error
      ? error.networkError
        ? words.problem.network
        : words.problem.refused(error.graphQLErrors.map(({ message }) => message).join(' '))
      : refusal
        ? say(refusal.message)
        : null;
    setProblem(failure);
    setPending(false);
    return failure === null;
  }

  return { run, pending, problem };
}

function isRefusal(answer: unknown): answer is Required<Answer> {
  return typeof answer === 'object' && answer !== null && 'message' in answer;
}
