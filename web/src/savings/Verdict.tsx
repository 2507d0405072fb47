import { useSpeech } from '../languages/language.tsx';
import { shownDifference } from '../shared/difference.ts';
import { Figure } from '../shared/Figure.tsx';
import { Value } from '../shared/Value.tsx';
import { useChoice } from '../shell/preferences.ts';
import { against, type Report } from './parts.ts';
import { Unsettled } from './Unsettled.tsx';

/** What the period cost less or more than it would have, with how sure that is; or why nobody can say yet. */
export function Verdict({ report }: { report: Report }) {
  const { words, format, say } = useSpeech();
  const policy = useChoice(against);
  const found = report.differences.find((difference) => difference.policy === policy);
  const { completeDays, leftOutDays } = report;
  const counted = [
    words.savings.days(completeDays),
    ...(leftOutDays > 0 ? [words.savings.leftOut(leftOutDays)] : []),
  ].join(' · ');
  if (!found)
    return (
      <div className="verdict" data-testid="savings-waiting">
        <p>{report.waiting && say(report.waiting)}</p>
        {report.cost !== null && (
          <dl className="figures">
            <Figure name={words.savings.paid} value={format.money(report.cost)} />
          </dl>
        )}
        <p className="soft small">{counted}</p>
        <Unsettled text={report.unsettled} />
        <Observing report={report} />
      </div>
    );
  const { uncertainty, cost, covers } = found;
  const difference = report.cost === null ? found.difference : shownDifference(cost, report.cost);
  const isDearer = difference < 0;
  const than = words.savings.than[policy];
  return (
    <div className="verdict">
      <p className="big" data-tone={isDearer ? 'error' : 'good'}>
        <Value text={format.money(Math.abs(difference))} testId="saved" />
        <span className="soft">{isDearer ? words.savings.dearer(than) : words.savings.cheaper(than)}</span>
      </p>
      <Band difference={difference} uncertainty={uncertainty} covers={say(covers)} />
      <Unsettled text={report.unsettled} />
      <dl className="figures">
        <Figure name={words.savings.paid} value={format.money(report.cost)} />
        <Figure name={words.savings.policy[policy]} value={format.money(cost)} />
      </dl>
      <p className="soft small">
        {words.savings.policyHint[policy]} {counted}.
      </p>
      <Observing report={report} />
    </div>
  );
}

/** What those that only observe would have brought. */
function Observing({ report }: { report: Report }) {
  const { say } = useSpeech();
  return report.observing.map(({ capability, message }) => (
    <p key={capability} className="soft small" data-testid={`observing-${capability}`}>
      {say(message)}
    </p>
  ));
}

interface BandProps {
  difference: number;
  uncertainty: number;
  /** What the uncertainty holds, and what it does not. */
  covers: string;
}

/** Where the difference lies in four of five cases, beside nothing at all. */
function Band({ difference, uncertainty, covers }: BandProps) {
  const { words, format } = useSpeech();
  const low = difference - uncertainty;
  const high = difference + uncertainty;
  const reach = Math.max(Math.abs(low), Math.abs(high), 0.01) * 1.1;
  const share = (value: number) => `${((value + reach) / (2 * reach)) * 100}%`;
  return (
    <div>
      <div className="band" aria-hidden="true">
        <div
          className="band-range"
          style={{ left: share(low), right: `calc(100% - ${share(high)})` }}
          data-tone={difference < 0 ? 'error' : 'good'}
        />
        <div className="band-zero">
          <span>0</span>
        </div>
        <div className="band-mark" style={{ left: share(difference) }} />
      </div>
      <p className="soft small" data-testid="band">
        {words.savings.band(format.money(low), format.money(high))}
      </p>
      <p className="soft small" data-testid="covers">
        {covers}
      </p>
    </div>
  );
}
