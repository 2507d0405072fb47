import { useMemo } from 'react';
import { useCars } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { type CarWish, PlanChart } from '../plan/PlanChart.tsx';
import { slotsOf } from '../plan/slots.ts';
import { Figure } from '../shared/Figure.tsx';
import { ApplyButton } from './ApplyButton.tsx';
import type { Answer } from './parts.ts';
import { applicationOf, concernsCar, type Wish } from './wish.ts';

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

/** Less than this more or less in cars is not worth a word, kWh. */
const NOTABLE_KWH = 0.5;

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
  const car = useCars().find(({ id }) => id === wish.car);
  const application = applicationOf(wish, departureAt, (car?.vehicleSocPercent ?? null) !== null);
  const { difference, carsDifferenceKwh } = answer;
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
      {Math.abs(carsDifferenceKwh) >= NOTABLE_KWH && (
        <p data-testid="what-if-cars">
          {(carsDifferenceKwh < 0 ? words.whatIf.carsLess : words.whatIf.carsMore)(
            format.energy(Math.abs(carsDifferenceKwh)),
          )}
        </p>
      )}
      <dl className="figures">
        <Figure name={words.whatIf.cost} value={format.money(answer.cost)} />
        <Figure name={words.whatIf.costAsPlanned} value={format.money(answer.costAsPlanned)} />
      </dl>
      <p className="soft small">{words.whatIf.costHint}</p>
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
      {application && <ApplyButton loadpoint={wish.car} application={application} onApplied={onApplied} />}
      {concernsCar(wish) && !application && <p className="soft">{words.whatIf.notWhole}</p>}
    </section>
  );
}

/** What the picture shows of the car that was asked about; `null` without one. */
function carWishOf(wish: Wish, departureAt: string | null): CarWish | null {
  if (!concernsCar(wish)) return null;
  return {
    id: wish.car,
    ...(departureAt === null || wish.fillNow ? {} : { departure: departureAt }),
    ...(wish.targetPercent === '' || wish.fillNow ? {} : { targetSocPercent: Number(wish.targetPercent) }),
  };
}
