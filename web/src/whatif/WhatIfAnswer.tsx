import { useMemo } from 'react';
import { Boost, SetDeparture } from '../cars/parts.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { type CarWish, PlanChart } from '../plan/PlanChart.tsx';
import { slotsOf } from '../plan/slots.ts';
import { Figure } from '../shared/Figure.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import type { Answer } from './parts.ts';
import { concernsCar, type Wish } from './wish.ts';

/** What was asked, and the answer to that. */
export interface Answered {
  wish: Wish;
  /** When the wish's departure is, ISO 8601; `null` where it names none. */
  departureAt: string | null;
  answer: Answer;
}

export interface WhatIfAnswerProps extends Answered {
  onApplied: () => void;
}

/** The plan that there would be and its cost beside today's. */
export function WhatIfAnswer({ wish, departureAt, answer, onApplied }: WhatIfAnswerProps) {
  const { words, format, say } = useSpeech();
  const slots = useMemo(() => slotsOf(answer.plan), [answer]);
  const plan = usePart((house) => house.plan);
  const today = useMemo(
    () => ({ slots: plan ? slotsOf(plan) : [], text: words.whatIf.today }),
    [plan, words],
  );
  const carWish = useMemo(() => carWishOf(wish, departureAt), [wish, departureAt]);
  const { difference } = answer;
  const isSame = Math.abs(difference) < 0.005;
  return (
    <section className="what-if-answer" data-testid="what-if-answer" aria-label={words.whatIf.answer}>
      <p
        className="big"
        data-tone={isSame ? undefined : difference > 0 ? 'error' : 'good'}
        aria-live="polite"
      >
        <span className="value">{format.money(Math.abs(difference))}</span>
        <span className="soft">
          {isSame ? words.whatIf.same : difference > 0 ? words.whatIf.dearer : words.whatIf.cheaper}
        </span>
      </p>
      <dl className="figures">
        <Figure name={words.whatIf.cost} value={format.money(answer.cost)} />
        <Figure name={words.whatIf.costAsPlanned} value={format.money(answer.costAsPlanned)} />
      </dl>
      {answer.plan.shortfalls.map(({ kind, subject, message }) => (
        <p key={`${kind} ${subject}`} className="callout" data-tone="warning">
          {say(message)}
        </p>
      ))}
      {answer.plan.fallbackReason && (
        <p className="callout" data-tone="warning">
          {say(answer.plan.fallbackReason)}
        </p>
      )}
      <PlanChart slots={slots} compared={today} wish={carWish} />
      {concernsCar(wish) && <Apply wish={wish} departureAt={departureAt} onApplied={onApplied} />}
    </section>
  );
}

/** What the picture shows of the car that was asked about; `null` without one. */
function carWishOf(wish: Wish, departureAt: string | null): CarWish | null {
  if (!concernsCar(wish)) return null;
  return {
    id: wish.car,
    ...(departureAt === null ? {} : { departure: departureAt }),
    ...(wish.targetPercent === '' ? {} : { targetSocPercent: Number(wish.targetPercent) }),
  };
}

/** Has the house do it; a battery of another size cannot be had by a tap. */
function Apply({ wish, departureAt, onApplied }: Omit<WhatIfAnswerProps, 'answer'>) {
  const { words } = useSpeech();
  const boost = useAction(Boost);
  const setDeparture = useAction(SetDeparture);

  async function apply() {
    const isDone = wish.fillNow
      ? await boost.run({ loadpoint: wish.car })
      : await setDeparture.run({
          loadpoint: wish.car,
          departure: departureAt,
          targetSocPercent: wish.targetPercent === '' ? null : Number(wish.targetPercent),
        });
    if (isDone) onApplied();
  }

  return (
    <>
      <div className="buttons">
        <button
          type="button"
          className="primary"
          disabled={boost.pending || setDeparture.pending}
          onClick={() => void apply()}
          data-testid="what-if-apply"
        >
          {words.whatIf.apply}
        </button>
      </div>
      <Problem text={boost.problem ?? setDeparture.problem} />
    </>
  );
}
