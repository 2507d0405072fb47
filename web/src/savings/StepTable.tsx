import { useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import type { DayExplanation } from './parts.ts';

type Run = DayExplanation['runs'][number];

interface StepTableProps {
  measured: Run;
  /** `null` while there is nothing to compare with. */
  other: Run | null;
  /** What the other is called. */
  name: string;
}

/** Every quarter of an hour of a day, measured and compared, so that anyone can add it up. Drawn once it is opened. */
export function StepTable(props: StepTableProps) {
  const { words } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="steps">
      <summary>{words.savings.steps}</summary>
      {open && <Steps {...props} />}
    </details>
  );
}

function Steps({ measured, other, name }: StepTableProps) {
  const { words, format } = useSpeech();
  const { savings } = words;
  const runs = other ? [savings.measured, name] : [savings.measured];
  const columns = [
    `${savings.import} (kWh)`,
    `${savings.export} (kWh)`,
    `${savings.stored} (kWh)`,
    savings.cost,
  ];
  const numbers = ({ importKwh, exportKwh, storedKwh, cost }: Run['steps'][number]) => [
    format.number(importKwh, 2),
    format.number(exportKwh, 2),
    format.number(storedKwh, 2),
    format.money(cost),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={savings.steps}>
      <table>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {savings.time}
            </th>
            <th scope="col" rowSpan={2} className="number">
              {savings.price} ({format.priceUnit})
            </th>
            {runs.map((run) => (
              <th key={run} scope="colgroup" colSpan={columns.length}>
                {run}
              </th>
            ))}
          </tr>
          <tr>
            {runs.flatMap((run) =>
              columns.map((column) => (
                <th key={`${run} ${column}`} scope="col" className="number">
                  {column}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {measured.steps.map((step, index) => {
            const beside = other?.steps[index];
            return (
              <tr key={step.start}>
                <th scope="row">{format.tellingClock(Date.parse(step.start))}</th>
                <td className="number">{format.priceNumber(step.importPricePerKwh)}</td>
                {[...numbers(step), ...(beside ? numbers(beside) : [])].map((text, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always the same
                  <td key={column} className="number">
                    {text}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
