import { useState } from 'react';
import { carName, useCars } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { carKw, carSoc, chargeKw, dischargeKw, type Slot } from './slots.ts';

/** The whole plan as a table, for those who want every number or cannot see the picture. Drawn once it is opened. */
export function PlanTable({ slots }: { slots: readonly Slot[] }) {
  const { words } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.plan.table}</summary>
      {open && <Rows slots={slots} />}
    </details>
  );
}

function Rows({ slots }: { slots: readonly Slot[] }) {
  const { words, format, say } = useSpeech();
  const cars = useCars();
  const { plan } = words;
  const numbers = [
    {
      name: `${plan.price} (${format.priceUnit})`,
      of: (slot: Slot) => format.priceNumber(slot.importPricePerKwh),
    },
    {
      name: plan.priceIs,
      of: ({ priceSource }: Slot) => plan.priceSource[priceSource],
    },
    {
      name: `${plan.feedIn} (${format.priceUnit})`,
      of: (slot: Slot) => format.priceNumber(slot.feedInPricePerKwh),
    },
    { name: `${plan.pv} (kW)`, of: (slot: Slot) => format.number(slot.pvKw, 2) },
    { name: `${plan.pv}, ${plan.band} (kW)`, of: ({ pvBand }: Slot) => format.range(pvBand) },
    { name: `${plan.load} (kW)`, of: (slot: Slot) => format.number(slot.loadKw, 2) },
    { name: `${plan.load}, ${plan.band} (kW)`, of: ({ loadBand }: Slot) => format.range(loadBand) },
    { name: `${plan.import} (kW)`, of: (slot: Slot) => format.number(slot.importKw, 2) },
    { name: `${plan.export} (kW)`, of: (slot: Slot) => format.number(slot.exportKw, 2) },
    { name: `${plan.curtailed} (kW)`, of: (slot: Slot) => format.number(slot.curtailedKw, 2) },
    { name: `${plan.batteryCharge} (kW)`, of: (slot: Slot) => format.number(chargeKw(slot), 2) },
    { name: `${plan.batteryDischarge} (kW)`, of: (slot: Slot) => format.number(dischargeKw(slot), 2) },
    { name: `${plan.battery} (%)`, of: ({ batteries }: Slot) => format.percent(batteries[0]?.socPercent) },
    ...cars.flatMap((car) => [
      { name: `${carName(car)} (kW)`, of: (slot: Slot) => format.number(carKw(slot, car.id), 2) },
      { name: `${carName(car)} (%)`, of: (slot: Slot) => format.percent(carSoc(slot, car.id)) },
    ]),
    { name: plan.cost, of: ({ cost }: Slot) => format.money(cost) },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={plan.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{plan.time}</th>
            {numbers.map(({ name }) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
            <th scope="col">{plan.reason}</th>
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot.start} data-published={slot.priceSource === 'PUBLISHED'}>
              <th scope="row">{format.dayClock(slot.start)}</th>
              {numbers.map(({ name, of }) => (
                <td key={name} className="number">
                  {of(slot)}
                </td>
              ))}
              <td className="text">{say(slot.reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
