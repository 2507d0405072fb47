import { useState } from 'react';
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql';
import { useSpeech } from '../languages/language.tsx';
import { failureOf } from './answer.ts';

export interface Action<Data, Variables> {
  /** Answers whether it was done; what went wrong is in `problem`. */
  run: (variables: Variables) => Promise<boolean>;
  /** The same for those who want the answer; `null` where it was not done. */
  ask: (variables: Variables) => Promise<Data | null>;
  pending: boolean;
  /** Why the last attempt failed, for the control that asked for it. */
  problem: string | null;
}

/** Runs a mutation whose single field answers a typed result or refusal; the new state arrives by the live stream. */
export function useAction<Data extends Record<string, unknown>, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Action<Data, Variables> {
  const client = useClient();
  const { words, say } = useSpeech();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function ask(variables: Variables): Promise<Data | null> {
    setPending(true);
    const result = await client.mutation(document, variables).toPromise();
    const failure = failureOf(result, words.problem, say);
    setProblem(failure);
    setPending(false);
    return failure === null ? (result.data ?? null) : null;
  }

  const run = async (variables: Variables) => (await ask(variables)) !== null;
  return { run, ask, pending, problem };
}
