import { useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import type { Shadow } from './shadow.ts';

interface ShadowDaysProps {
  days: Shadow['lately'];
  /** The days before them, together. */
  earlier: Shadow['earlier'];
}

/** What each policy paid day by day, so that anyone can add it up. Drawn once it is opened. */
export function ShadowDays({ days, earlier }: ShadowDaysProps) {
  const { words } = useSpeech();
  const [open, setOpen] = useState(false);
  if (days.length === 0) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="shadow-days">
      <summary>{words.savings.calendar}</summary>
      {open && <Days days={days} earlier={earlier} />}
    </details>
  );
}

function Days({ days, earlier }: ShadowDaysProps) {
  const { words, format } = useSpeech();
  const { policy: names } = words.shadow;
  const policies = days[0]?.costs.map(({ policy }) => policy) ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={words.savings.calendar}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.savings.units.day}</th>
            {policies.map((policy) => (
              <th key={policy} scope="col" className="number">
                {names[policy]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ date, costs }) => (
            <Row key={date} name={format.period('day', date)} costs={costs} />
          ))}
        </tbody>
        {earlier && (
          <tfoot>
            <Row name={words.shadow.earlier(earlier.days)} costs={earlier.costs} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Row({ name, costs }: { name: string; costs: Shadow['lately'][number]['costs'] }) {
  const { format } = useSpeech();
  return (
    <tr>
      <th scope="row">{name}</th>
      {costs.map(({ policy, cost }) => (
        <td key={policy} className="number">
          {format.money(cost)}
        </td>
      ))}
    </tr>
  );
}
