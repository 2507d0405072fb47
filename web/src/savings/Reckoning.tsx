import { useSpeech } from '../languages/language.tsx';
import type { DayExplanation, Policy } from './parts.ts';

/** The sums of a day as it was and as it would have been, with the formula that leads to them. */
export function Reckoning({ day, chosen }: { day: DayExplanation; chosen: Policy }) {
  const { words, format } = useSpeech();
  const { savings } = words;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={savings.explain}>
        <table data-testid="reckoning">
          <thead>
            <tr>
              <th scope="col">{savings.run}</th>
              {[savings.import, savings.export, savings.meter, savings.gain, savings.cost].map((column) => (
                <th key={column} scope="col" className="number">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {day.runs.map(({ policy, cost }) => (
              <tr key={policy} data-chosen={policy === chosen}>
                <th scope="row">{policy === null ? savings.measured : savings.policy[policy]}</th>
                <td className="number">{format.energy(cost.importKwh)}</td>
                <td className="number">{format.energy(cost.exportKwh)}</td>
                <td className="number">{format.money(cost.meterCost)}</td>
                <td className="number">{format.money(cost.gain)}</td>
                <td className="number">
                  <strong>{format.money(cost.cost)}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="notes soft small">
        <li>{savings.formula}</li>
        <li>{savings.worth(format.price(day.storedWorthAtStart), format.price(day.storedWorthAtEnd))}</li>
        {day.chargeEfficiency !== null && day.dischargeEfficiency !== null && (
          <li>
            {savings.efficiency(
              format.percent(day.chargeEfficiency * 100),
              format.percent(day.dischargeEfficiency * 100),
            )}
          </li>
        )}
        <li>{savings.model(format.energy(Math.abs(day.modelErrorKwh)))}</li>
      </ul>
    </>
  );
}
