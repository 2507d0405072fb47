import { useSpeech } from '../languages/language.tsx';
import { shownDifference } from '../shared/difference.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAsk } from '../shared/use-ask.ts';
import { Value } from '../shared/Value.tsx';
import { useChoice } from '../shell/preferences.ts';
import { against, type DayExplanation, Explanation } from './parts.ts';
import { Reckoning } from './Reckoning.tsx';
import { StepTable } from './StepTable.tsx';
import { Unsettled } from './Unsettled.tsx';

/** One day: what it cost less or more, and every step of how that is known. */
export function DayView({ date }: { date: string }) {
  const { words } = useSpeech();
  const { data, problem, isAsking } = useAsk(Explanation, { date });
  const day = data?.savingsDay?.__typename === 'SavingsExplanation' ? data.savingsDay : null;
  if (problem !== null) return <Problem text={problem} />;
  if (!day || day.date !== date)
    return (
      <p className="soft savings-place" data-testid="no-day">
        {!isAsking && words.savings.noDay}
      </p>
    );
  return <Day day={day} />;
}

function Day({ day }: { day: DayExplanation }) {
  const { words, format, say } = useSpeech();
  const policy = useChoice(against);
  const measured = day.runs.find((run) => run.policy === null);
  const other = day.runs.find((run) => run.policy === policy);
  if (!measured) return null;
  const saved = other ? shownDifference(other.cost.cost, measured.cost.cost) : null;
  const than = words.savings.than[policy];
  return (
    <>
      {saved !== null && (
        <div className="verdict">
          <p className="big" data-tone={saved < 0 ? 'error' : 'good'}>
            <Value text={format.money(Math.abs(saved))} testId="saved" />
            <span className="soft">
              {saved < 0 ? words.savings.dearer(than) : words.savings.cheaper(than)}
            </span>
          </p>
          <p className="soft small">{words.savings.oneDay}</p>
        </div>
      )}
      {(day.waiting ?? day.unsettled) && (
        <div className="verdict">
          {day.waiting && <p data-testid="savings-waiting">{say(day.waiting)}</p>}
          <Unsettled text={day.unsettled} />
        </div>
      )}
      <h3>{words.savings.explain}</h3>
      <Reckoning day={day} chosen={policy} />
      <StepTable measured={measured} other={other ?? null} name={words.savings.policy[policy]} />
    </>
  );
}
