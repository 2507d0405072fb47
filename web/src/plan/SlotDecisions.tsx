import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { Instant } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { failureOf } from '../shared/answer.ts';
import { Badge } from '../shared/Badge.tsx';
import { useAsk } from '../shared/use-ask.ts';
import { AskOtherWay, type Decision, Explanations } from './decisions.ts';
import { useSettled } from './use-settled.ts';

/** Who only moves the cursor across asks nothing. */
const REST_MS = 350;
/** Planning both ways is work for the server: only for who stays. */
const STAY_MS = 1200;

/** Why each battery and car does what it does in a slot, what limits it, and what the other way would cost. */
export function SlotDecisions({ start, end }: { start: Instant; end: Instant }) {
  const at = useSettled((start + end) / 2, REST_MS);
  const stayedAt = useSettled((start + end) / 2, STAY_MS);
  if (at === null) return null;
  return <Decisions at={new Date(at).toISOString()} hasStayed={stayedAt === at} />;
}

interface DecisionsProps {
  at: string;
  /** Whether the cursor has rested there for a while. */
  hasStayed: boolean;
}

function Decisions({ at, hasStayed }: DecisionsProps) {
  const { words } = useSpeech();
  const { data } = useAsk(Explanations, { at });
  const decisions = data?.explanations.__typename === 'Explanations' ? data.explanations.decisions : [];
  if (decisions.length === 0) return null;
  return (
    <section className="decisions" aria-label={words.plan.why} data-testid="decisions">
      <h3>{words.plan.why}</h3>
      <ul className="rows plain-rows">
        {decisions.map((decision) => (
          <DecisionRow
            key={`${decision.subject} ${decision.start}`}
            decision={decision}
            at={at}
            hasStayed={hasStayed}
          />
        ))}
      </ul>
    </section>
  );
}

function DecisionRow({ decision, at, hasStayed }: DecisionsProps & { decision: Decision }) {
  const { words, say } = useSpeech();
  const { binding, otherwise, reason, subject } = decision;
  return (
    <li>
      <p>
        {say(reason)} {binding !== 'NONE' && <Badge tone="info">{words.plan.binding[binding]}</Badge>}
      </p>
      {otherwise !== null && <OtherWay at={at} subject={subject} hasStayed={hasStayed} />}
    </li>
  );
}

/** What the other way would cost, planned both ways: for who stays on a slot, and again for who wants to know anew. */
function OtherWay({ at, subject, hasStayed }: DecisionsProps & { subject: string }) {
  const { words, say } = useSpeech();
  const client = useClient();
  const [answer, setAnswer] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);

  const ask = useCallback(async () => {
    setAsking(true);
    const result = await client.query(AskOtherWay, { at, subject }).toPromise();
    setAsking(false);
    const found = result.data?.otherWay;
    setAnswer(
      found?.__typename === 'OtherWay'
        ? say(found.message)
        : (failureOf(result, words.problem, say) ?? words.problem.network),
    );
  }, [client, at, subject, say, words]);

  useEffect(() => {
    if (hasStayed) void ask();
  }, [hasStayed, ask]);

  return (
    <div className="other-way">
      <p className="soft small" aria-live="polite" data-testid="other-way-answer">
        {isAsking ? words.whatIf.asking : answer}
      </p>
      <button
        type="button"
        className="small"
        disabled={isAsking}
        aria-busy={isAsking}
        onClick={() => void ask()}
        data-testid="other-way"
      >
        {words.plan.exactly}
      </button>
    </div>
  );
}
