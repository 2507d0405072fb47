import { useState } from 'react';
import { MINUTE_MS, type Text } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime } from '../live/hooks.ts';
import { Badge } from '../shared/Badge.tsx';
import { ConfirmDialog } from '../shared/ConfirmDialog.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { ActivateLive, ExtendObservation, type Rollout } from './parts.ts';

const EXTENSION_DAYS = 14;

export interface RolloutControlProps {
  rollout: Rollout;
  /** Why it can do nothing in this house; `null` = it can. */
  inert: Text | null;
}

/** Whether one capability only works things out or does them, and the buttons that change that. */
export function RolloutControl({ rollout, inert }: RolloutControlProps) {
  const { words, say } = useSpeech();
  const { capability, mode } = rollout;
  const modeId = capability === 'BUFFER' ? 'buffer-mode' : `mode-${capability}`;
  return (
    <li className="rollout">
      <p className="rollout-head">
        <strong>{words.rollout[capability]}</strong>
        <Badge tone={mode === 'LIVE' ? 'good' : 'info'} testId={modeId}>
          {words.rollout[mode]}
        </Badge>
        <TimeLeft rollout={rollout} />
        {inert && <span className="soft">{say(inert)}</span>}
      </p>
      <RolloutButtons capability={capability} observing={mode === 'OBSERVATION'} isUseful={!inert} />
    </li>
  );
}

function TimeLeft({ rollout: { daysRemaining, liveAt } }: { rollout: Rollout }) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  if (daysRemaining === null || liveAt === null) return null;
  return (
    <span className="soft">
      {words.rollout.daysLeft(format.days(daysRemaining))} ·{' '}
      <time dateTime={liveAt}>{words.rollout.liveAt(format.dateClock(Date.parse(liveAt), now))}</time>
    </span>
  );
}

/** Going live asks first; observing (again) writes nothing and needs no second thought. */
function RolloutButtons({
  capability,
  observing,
  isUseful,
}: {
  capability: Rollout['capability'];
  observing: boolean;
  isUseful: boolean;
}) {
  const { words } = useSpeech();
  const [asking, setAsking] = useState(false);
  const activate = useAction(ActivateLive);
  const extend = useAction(ExtendObservation);
  const suffix = capability === 'BUFFER' ? '' : `-${capability}`;
  return (
    <>
      <div className="buttons">
        {observing && (
          <button
            type="button"
            className={isUseful ? 'primary' : ''}
            disabled={activate.pending}
            onClick={() => setAsking(true)}
            data-testid={`activate-live${suffix}`}
          >
            {words.rollout.activate}
          </button>
        )}
        <button
          type="button"
          disabled={extend.pending}
          onClick={() => extend.run({ capability, days: EXTENSION_DAYS })}
          data-testid={`extend-observation${suffix}`}
        >
          {observing ? words.rollout.extend : words.rollout.observeAgain}
        </button>
      </div>
      <Problem text={activate.problem ?? extend.problem} />
      {asking && (
        <ConfirmDialog
          title={words.rollout.confirmTitle(words.rollout[capability])}
          text={words.rollout.confirmText}
          confirmLabel={words.rollout.confirm}
          cancelLabel={words.rollout.cancel}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void activate.run({ capability });
          }}
        />
      )}
    </>
  );
}
