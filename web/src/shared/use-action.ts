import { useState } from 'react';
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql';
import { useSpeech } from '../languages/language.tsx';
import { failureOf } from './answer.ts';

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
    const result = await client.mutation(document, variables).toPromise();
    const failure = failureOf(result, words.problem, say);
    setProblem(failure);
    setPending(false);
    return failure === null;
  }

  return { run, pending, problem };
}
