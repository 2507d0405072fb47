import { type FormEvent, useRef, useState } from 'react';
import { useClient } from 'urql';
import { fromLocalInput } from '../cars/local-input.ts';
import { useSpeech, useTimeZone } from '../languages/language.tsx';
import { failureOf } from '../shared/answer.ts';
import { Card } from '../shared/Card.tsx';
import { Problem } from '../shared/Problem.tsx';
import { WhatIf } from './parts.ts';
import { type Answered, WhatIfAnswer } from './WhatIfAnswer.tsx';
import { WishFields } from './WishFields.tsx';
import { changesOf, NO_WISH, type Wish } from './wish.ts';

/** Plans with something different and says what that would cost; nothing happens until somebody applies it. */
export function WhatIfCard() {
  const { words, say } = useSpeech();
  const client = useClient();
  const timeZone = useTimeZone();
  const [wish, setWish] = useState<Wish>(NO_WISH);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const question = useRef(0);

  // What is typed in anew has not been asked yet: the answer before is not one to it.
  function change(part: Partial<Wish>) {
    question.current += 1;
    setWish({ ...wish, ...part });
    setAnswered(null);
    setProblem(null);
  }

  async function ask(event: FormEvent) {
    event.preventDefault();
    const at = wish.departure === '' ? null : fromLocalInput(wish.departure, timeZone);
    if (at === 'skipped') return setProblem(words.cars.skippedDeparture);
    const departureAt = at === null ? null : new Date(at).toISOString();
    question.current += 1;
    const mine = question.current;
    setAsking(true);
    const result = await client.query(WhatIf, { changes: changesOf(wish, departureAt) }).toPromise();
    setAsking(false);
    if (mine !== question.current) return;
    setProblem(failureOf(result, words.problem, say));
    setAnswered(null);
    const answer = result.data?.whatIf;
    if (answer?.__typename === 'WhatIf') setAnswered({ wish, departureAt, answer });
  }

  return (
    <Card title={words.whatIf.title} className="what-if">
      <p className="soft">{words.whatIf.hint}</p>
      <form onSubmit={ask}>
        <WishFields wish={wish} onChange={change} />
        <div className="buttons">
          <button type="submit" disabled={isAsking} aria-busy={isAsking} data-testid="what-if">
            {isAsking ? words.whatIf.asking : words.whatIf.ask}
          </button>
        </div>
        <Problem text={problem} />
      </form>
      {answered && <WhatIfAnswer {...answered} onApplied={() => setAnswered(null)} />}
    </Card>
  );
}
