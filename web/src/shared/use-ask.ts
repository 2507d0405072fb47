import { useEffect, useState } from 'react';
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql';
import { useSpeech } from '../languages/language.tsx';
import { useConnection } from '../live/hooks.ts';
import { failureOf } from './answer.ts';

/** What was asked for, as far as it is known. */
export interface Asked<Data> {
  /** The newest answer, also of the question before this one; `null` before the first. */
  data: Data | null;
  /** Why there is no newer one. */
  problem: string | null;
  isAsking: boolean;
}

/** The last answer to each document, and to which question: a view that is opened again begins with it. */
const answers = new WeakMap<object, { question: string; data: unknown }>();

function lastAnswer<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  question: string,
): Data | null {
  const last = answers.get(document);
  // The document says of which type its answers are.
  return last?.question === question ? (last.data as Data) : null;
}

/**
 * Asks once, again when the question changes, when the connection is back, and every `everyMs` where that is given.
 * What arrives after a newer question was asked is left alone.
 */
export function useAsk<Data extends Record<string, unknown>, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  everyMs: number | null = null,
): Asked<Data> {
  const client = useClient();
  const { words, say } = useSpeech();
  const isBack = useConnection().state === 'open';
  const question = JSON.stringify(variables);
  const [asked, setAsked] = useState<Asked<Data>>(() => ({
    data: lastAnswer(document, question),
    problem: null,
    isAsking: true,
  }));
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: equal variables are the same question
  useEffect(() => {
    let isCurrent = true;
    setAsked((before) => ({ ...before, isAsking: true }));
    void client
      .query(document, variables)
      .toPromise()
      .then((result) => {
        if (!isCurrent) return;
        const problem = failureOf(result, words.problem, say);
        if (!problem && result.data) answers.set(document, { question, data: result.data });
        setAsked((before) => ({
          data: problem ? before.data : (result.data ?? null),
          problem,
          isAsking: false,
        }));
      });
    return () => {
      isCurrent = false;
    };
  }, [client, document, question, isBack, round]);

  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => setRound((before) => before + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);

  return asked;
}
