import { DAY_MS } from '../../../api/house/index.ts';
import { useLanguage, useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAsk } from '../shared/use-ask.ts';
import { useChoice } from '../shell/preferences.ts';
import { routeOf, useFragment } from '../shell/route.ts';
import { DayView } from './DayView.tsx';
import { MonthView } from './MonthView.tsx';
import { PeriodPicker } from './PeriodPicker.tsx';
import { against, Savings } from './parts.ts';
import { localDay, type Period, periodOf, tableOf } from './period.ts';
import { Verdict } from './Verdict.tsx';
import { YearView } from './YearView.tsx';

/** A day, a month or a year beside what it would have cost under another policy. */
export function SavingsCard() {
  const { words } = useSpeech();
  const timeZone = usePart((house) => house.timeZone);
  const now = useHouseTime(DAY_MS / 96);
  const today = localDay(now, timeZone);
  const { rest } = routeOf(useFragment(), ['savings']);
  const period = periodOf(rest) ?? periodOf(today.slice(0, 7));
  if (!period) return null;
  return (
    <Card title={words.savings.title} className="savings" aside={<Against />}>
      <PeriodPicker period={period} today={today} />
      {period.unit === 'day' ? <DayView date={period.name} /> : <Span period={period} today={today} />}
      <TableLink period={period} />
    </Card>
  );
}

/** What was measured in the period, for a spreadsheet. */
function TableLink({ period }: { period: Period }) {
  const { words } = useSpeech();
  const { language } = useLanguage();
  const address = new URL(tableOf(period, language), document.baseURI);
  return (
    <p className="small">
      <a href={address.href} download data-testid="savings-table">
        {words.savings.table}
      </a>
    </p>
  );
}

/** What is compared with. */
function Against() {
  const { words } = useSpeech();
  const policy = useChoice(against);
  return (
    <label className="against">
      <span className="soft">{words.savings.against}</span>
      <select
        value={policy}
        title={words.savings.policyHint[policy]}
        onChange={({ target }) => {
          const chosen = against.options.find((option) => option === target.value);
          if (chosen) against.choose(chosen);
        }}
        data-testid="against"
      >
        {against.options.map((option) => (
          <option key={option} value={option}>
            {words.savings.policy[option]}
          </option>
        ))}
      </select>
    </label>
  );
}

function Span({ period, today }: { period: Period; today: string }) {
  const { from, to } = period;
  const { data, problem } = useAsk(Savings, { from, to });
  const report = data?.savings.__typename === 'SavingsReport' ? data.savings : null;
  return (
    <>
      <Problem text={problem} />
      <div className="savings-place">{report && <Verdict report={report} />}</div>
      {period.unit === 'month' ? (
        <MonthView period={period} report={report} today={today} />
      ) : (
        <YearView period={period} report={report} />
      )}
    </>
  );
}
