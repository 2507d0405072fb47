import { useSpeech } from '../languages/language.tsx';
import { linkTo } from '../shell/route.ts';
import { inUnit, type Period, shifted, UNITS } from './period.ts';

/** Chooses a day, a month or a year, all by links: what is looked at is in the address. */
export function PeriodPicker({ period, today }: { period: Period; today: string }) {
  const { words, format } = useSpeech();
  const { unit } = period;
  const later = shifted(period, 1);
  const isNewest = later > today.slice(0, later.length);
  return (
    <div className="period">
      <a
        className="round"
        href={linkTo('savings', shifted(period, -1))}
        aria-label={words.savings.earlier}
        data-testid="earlier"
      >
        ‹
      </a>
      <strong data-testid="period">{format.period(unit, period.from)}</strong>
      {isNewest ? (
        <span className="round" aria-hidden="true" />
      ) : (
        <a
          className="round"
          href={linkTo('savings', later)}
          aria-label={words.savings.later}
          data-testid="later"
        >
          ›
        </a>
      )}
      <nav className="units" aria-label={words.savings.period}>
        {UNITS.map((other) => (
          <a
            key={other}
            href={linkTo('savings', inUnit(period, other, today))}
            aria-current={other === unit ? 'true' : undefined}
            data-testid={`unit-${other}`}
          >
            {words.savings.units[other]}
          </a>
        ))}
      </nav>
    </div>
  );
}
