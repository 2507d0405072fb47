import { useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import type { Buffer } from './parts.ts';

const SHOWN = 24;

/** What the buffer did in the last cycles, newest first. Drawn once it is opened. */
export function BufferLog({ entries }: { entries: Buffer['logRecent'] }) {
  const { words } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="buffer-log">
      <summary>
        {words.buffer.log} <span className="soft">({entries.length})</span>
      </summary>
      {open &&
        (entries.length > 0 ? (
          <Entries entries={entries} />
        ) : (
          <p className="soft">{words.buffer.emptyLog}</p>
        ))}
    </details>
  );
}

function Entries({ entries }: { entries: Buffer['logRecent'] }) {
  const { words, format, say } = useSpeech();
  const { columns } = words.buffer;
  const newestFirst = entries.slice(-SHOWN).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={words.buffer.log}>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.time}</th>
            <th scope="col">{columns.change}</th>
            <th scope="col" className="number">
              {columns.confidence}
            </th>
            <th scope="col" className="number">
              {columns.spread}
            </th>
            <th scope="col" className="number">
              {columns.pv}
            </th>
            <th scope="col">{columns.reason}</th>
          </tr>
        </thead>
        <tbody>
          {newestFirst.map((entry) => (
            <tr key={entry.at}>
              <th scope="row">{format.dayClock(Date.parse(entry.at))}</th>
              <td>
                {format.number(entry.oldPercent)} → {format.percent(entry.newPercent)}
                <span className="soft note">
                  {entry.applied ? words.buffer.applied : words.buffer.notApplied}
                </span>
              </td>
              <td className="number">{format.percent(entry.confidencePercent)}</td>
              <td className="number">{format.subunits(entry.spreadCt)}</td>
              <td className="number">{format.energy(entry.expectedPvKwh)}</td>
              <td className="text">{say(entry.reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
