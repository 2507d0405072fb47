import { HOUR_MS, MINUTE_MS, nextLocalTime } from '../../../api/house/index.ts';
import { useSpeech, useTimeZone } from '../languages/language.tsx';
import { useHouse, useHouseTime, usePart } from '../live/hooks.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { PauseControl as Pause, ResumeControl } from './parts.ts';

const MORNING_HOUR = 6;

/** The master switch: has all control rest for a while, or takes it up again. */
export function PauseControl() {
  const { words } = useSpeech();
  const { time } = useHouse();
  const timeZone = useTimeZone();
  const isPaused = usePart((house) => house.control.pause !== null);
  const pause = useAction(Pause);
  const resume = useAction(ResumeControl);
  if (isPaused)
    return (
      <div>
        <div className="buttons">
          <button
            type="button"
            className="primary"
            disabled={resume.pending}
            onClick={() => resume.run({})}
            data-testid="resume"
          >
            {words.control.resume}
          </button>
        </div>
        <Problem text={resume.problem} />
      </div>
    );
  const now = () => time.get() ?? Date.now();
  const until = (at: number) => pause.run({ until: new Date(at).toISOString() });
  return (
    <div className="pause">
      <span>{words.control.pause}</span>
      <div className="buttons">
        <button
          type="button"
          disabled={pause.pending}
          onClick={() => until(now() + HOUR_MS)}
          data-testid="pause-hour"
        >
          {words.control.anHour}
        </button>
        <button
          type="button"
          disabled={pause.pending}
          onClick={() => until(nextLocalTime(now(), MORNING_HOUR, 0, timeZone))}
          data-testid="pause-morning"
        >
          {words.control.untilMorning}
        </button>
        <button
          type="button"
          disabled={pause.pending}
          onClick={() => pause.run({ until: null })}
          data-testid="pause"
        >
          {words.control.untilFurther}
        </button>
      </div>
      <Problem text={pause.problem} />
    </div>
  );
}

/** Says that all control rests; nothing where it does not. */
export function PauseNotice() {
  const { words, say, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const pause = usePart((house) => house.control.pause);
  if (!pause) return null;
  return (
    <div className="callout" data-tone="warning" data-testid="paused">
      <p>
        <strong>{say(pause.message)}</strong>{' '}
        {pause.until !== null && words.now.until(format.soon(Date.parse(pause.until), now))}
      </p>
      <PauseControl />
    </div>
  );
}
