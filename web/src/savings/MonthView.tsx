import { DAY_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useChoice } from '../shell/preferences.ts';
import { linkTo } from '../shell/route.ts';
import { against, type Report, savedOver } from './parts.ts';
import { daysOf, type Period, utc, weekday } from './period.ts';

interface MonthViewProps {
  period: Period;
  /** `null` while it is asked for. */
  report: Report | null;
  today: string;
}

/** A month as a calendar: what each day saved, by colour and as a number; each leads to its reckoning. */
export function MonthView({ period, report, today }: MonthViewProps) {
  const { words, format } = useSpeech();
  const policy = useChoice(against);
  const days = daysOf(period);
  const known = new Map(report?.days.map((day) => [day.date, day]));
  const saved = report?.days.map((day) => Math.abs(savedOver([day], policy) ?? 0)) ?? [];
  const paidDays = report?.days.filter(({ measured }) => measured !== null) ?? [];
  const isCompared = paidDays.length === 0 || paidDays.some(({ policies }) => policies.length > 0);
  const most = Math.max(0.01, ...saved);
  return (
    <section className="calendar" aria-label={words.savings.calendar}>
      <div className="weekdays" aria-hidden="true">
        {days.slice(0, 7).map((_, index) => (
          <span key={days[index]}>{format.weekday(utc('2026-06-01') + index * DAY_MS)}</span>
        ))}
      </div>
      <ol>
        {days.map((date, index) => {
          const day = known.get(date);
          const value = day ? savedOver([day], policy) : null;
          const style = {
            ...(index === 0 ? { gridColumnStart: weekday(date) + 1 } : {}),
            '--strength': value === null ? '0%' : `${8 + (28 * Math.abs(value)) / most}%`,
          };
          const tone = value === null ? undefined : value < 0 ? 'error' : 'good';
          return (
            <li key={date} style={style} data-tone={tone} data-today={date === today}>
              {day ? (
                <a href={linkTo('savings', date)} data-testid={`day-${date}`}>
                  <time dateTime={date}>{Number(date.slice(8))}</time>
                  <DayMoney day={day} saved={value} />
                </a>
              ) : (
                <span className="no-day">
                  <time dateTime={date}>{Number(date.slice(8))}</time>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p className="soft small">{isCompared ? words.savings.calendarHint : words.savings.calendarPaid}</p>
    </section>
  );
}

/** What a day saved; what it cost where there is nothing to compare with yet; that it has gaps. */
function DayMoney({ day, saved }: { day: Report['days'][number]; saved: number | null }) {
  const { words, format } = useSpeech();
  if (saved !== null) return <strong>{format.number(saved, 2)}</strong>;
  if (day.measured)
    return (
      <span className="soft" title={words.savings.paid}>
        {format.number(day.measured.cost, 2)}
      </span>
    );
  return (
    <span className="soft" title={words.savings.gapCount(day.missingQuarters)}>
      {words.savings.gap}
    </span>
  );
}
