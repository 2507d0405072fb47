import { useState } from 'react';
import { MINUTE_MS, SECOND_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, useIsAway, usePart } from '../live/hooks.ts';
import { Badge } from '../shared/Badge.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { ManualSocForm } from './ManualSocForm.tsx';
import { ClearManualSoc, PollVehicle, type ScheduleEntry, type Vehicle } from './parts.ts';
import { ScheduleForm } from './ScheduleForm.tsx';

/** When a car leaves week by week, how full it is and who says so, and what people can say of it. */
export function VehicleDetails({ vehicle }: { vehicle: Vehicle }) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const [form, setForm] = useState<'schedule' | 'soc' | null>(null);
  const poll = useAction(PollVehicle);
  const forget = useAction(ClearManualSoc);
  const { vehicle: id, schedule, nextDeparture, manualSoc, soc } = vehicle;
  const close = () => setForm(null);
  return (
    <div className="vehicle" data-testid={`vehicle-${id}`}>
      <ul className="soft lines">
        {schedule === null && <li>{words.control.noSchedule}</li>}
        {schedule?.entries.map((entry) => (
          <EntryLine key={`${entry.weekdays.join()} ${entry.time}`} entry={entry} />
        ))}
        {nextDeparture !== null && (
          <li>{words.control.next(format.dateClock(Date.parse(nextDeparture), now))}</li>
        )}
        {soc !== null && <SocLine soc={soc} />}
      </ul>
      {form === 'schedule' && <ScheduleForm vehicle={vehicle} onClose={close} />}
      {form === 'soc' && <ManualSocForm vehicle={vehicle} onClose={close} />}
      {form === null && (
        <div className="buttons">
          <button type="button" onClick={() => setForm('schedule')} data-testid={`schedule-${id}`}>
            {words.control.schedule}
          </button>
          <button type="button" onClick={() => setForm('soc')} data-testid={`soc-${id}`}>
            {words.control.typeSoc}
          </button>
          {manualSoc !== null && (
            <button
              type="button"
              className="plain"
              disabled={forget.pending}
              onClick={() => forget.run({ vehicle: id })}
              data-testid={`forget-soc-${id}`}
            >
              {words.control.forgetSoc}
            </button>
          )}
          <button
            type="button"
            className="plain"
            disabled={poll.pending}
            aria-busy={poll.pending}
            onClick={() => poll.run({ vehicle: id })}
            data-testid={`poll-${id}`}
          >
            {poll.pending ? words.sources.refreshing : words.control.poll}
          </button>
        </div>
      )}
      <Problem text={poll.problem ?? forget.problem} />
    </div>
  );
}

/** How full a car is, who says so, and since when. */
function SocLine({ soc }: { soc: NonNullable<Vehicle['soc']> }) {
  const { words, format } = useSpeech();
  // Moments count once nobody tells any more.
  const stepMs = useIsAway() ? 10 * SECOND_MS : MINUTE_MS;
  const now = useHouseTime(stepMs);
  const { socPercent, measuredAt, teller, stale } = soc;
  // What evcc shows of the car is as old as what it shows of everything.
  const observedAt = usePart(({ power }) => power && beginOf(power.observedAt, stepMs));
  const at = measuredAt === null ? observedAt : Date.parse(measuredAt);
  const age = at === null ? '–' : format.ago(at, now);
  return (
    <li>
      {words.control.soc(format.percent(socPercent), words.control.socTeller[teller], age)}
      {stale && <Badge tone="warning">{words.now.stale}</Badge>}
    </li>
  );
}

const beginOf = (at: string, stepMs: number) => Math.floor(Date.parse(at) / stepMs) * stepMs;

function EntryLine({ entry: { weekdays, time, targetSocPercent } }: { entry: ScheduleEntry }) {
  const { format } = useSpeech();
  return (
    <li>
      {format.weekdays(weekdays)} {time}
      {targetSocPercent !== null && ` · ${format.percent(targetSocPercent)}`}
    </li>
  );
}
