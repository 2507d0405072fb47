import { useSpeech } from '../languages/language.tsx';
import { useChoice } from '../shell/preferences.ts';
import { linkTo } from '../shell/route.ts';
import { against, type Report, savedOver } from './parts.ts';
import { type Period, utc } from './period.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** A year as twelve bars, each leading to its month. */
export function YearView({ period, report }: { period: Period; report: Report | null }) {
  const { words, format } = useSpeech();
  const policy = useChoice(against);
  const months = MONTHS.map((month) => {
    const name = `${period.name}-${month}`;
    const days = (report?.days ?? []).filter(({ date }) => date.startsWith(name));
    return { name, saved: savedOver(days, policy) };
  });
  const most = Math.max(0.01, ...months.map(({ saved }) => Math.abs(saved ?? 0)));
  return (
    <section aria-label={words.savings.months}>
      <ol className="months">
        {months.map(({ name, saved }) => (
          <li key={name} data-tone={(saved ?? 0) < 0 ? 'error' : 'good'}>
            <a href={linkTo('savings', name)} data-testid={`month-${name}`}>
              <span className="month-name">{format.month(utc(`${name}-01`))}</span>
              <span className="month-track">
                <span style={{ width: `${(Math.abs(saved ?? 0) / most) * 100}%` }} />
              </span>
              <strong>{format.money(saved)}</strong>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
