import { MINUTE_MS } from '../../../api/house/index.ts';
import type { Words } from '../languages/de.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Badge } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import { Figure } from '../shared/Figure.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAsk } from '../shared/use-ask.ts';
import { ShadowDays } from './ShadowDays.tsx';
import { AskShadow, type Shadow, type ShadowAction } from './shadow.ts';

/** Policies that decide beside the plan and write nothing: what each wants, and what each has cost. */
export function ShadowCard() {
  const { words } = useSpeech();
  const { data, problem, isAsking } = useAsk(AskShadow, {}, MINUTE_MS);
  const shadow = data?.snapshot?.shadow ?? null;
  return (
    <Card
      title={words.shadow.title}
      className="shadow"
      aside={
        shadow && (
          <Badge tone={shadow.advises ? 'good' : 'neutral'} testId="shadow-state">
            {shadow.advises ? words.shadow.advises : words.shadow.observes}
          </Badge>
        )
      }
    >
      <p className="soft">{words.shadow.hint}</p>
      <Problem text={problem} />
      {shadow ? (
        <Policies shadow={shadow} />
      ) : (
        !isAsking && problem === null && <p data-testid="no-shadow">{words.shadow.none}</p>
      )}
    </Card>
  );
}

function Policies({ shadow }: { shadow: Shadow }) {
  return (
    <>
      <Learned shadow={shadow} />
      <Costs shadow={shadow} />
      <ShadowDays days={shadow.lately} earlier={shadow.earlier} />
    </>
  );
}

/** Less than half a cent is shown as none. */
const NOTHING = 0.005;

function noteOf(difference: number, { shadow, whatIf }: Words): string {
  if (Math.abs(difference) < NOTHING) return whatIf.same;
  return difference < 0 ? shadow.dearer : shadow.cheaper;
}

/** What the plan and the learned policy want now, and what the difference is expected to be. */
function Learned({ shadow }: { shadow: Shadow }) {
  const { words, format, say } = useSpeech();
  const { lpAction, rlAction, expectedDifference: difference, trying } = shadow;
  const does = (action: ShadowAction | null) =>
    action === null ? words.shadow.undecided : words.shadow.action[action];
  return (
    <dl className="figures" data-testid="shadow-actions">
      <Figure name={words.shadow.plan} value={does(lpAction)} />
      <Figure name={words.shadow.learned} value={does(rlAction)} />
      <Figure name={words.shadow.trying} value={say(trying)} />
      {difference === null ? (
        <Figure name={words.shadow.expected} value={words.shadow.unknown} />
      ) : (
        <Figure
          name={words.shadow.expected}
          value={format.money(Math.abs(difference))}
          note={noteOf(difference, words)}
        />
      )}
    </dl>
  );
}

/** All policies' money side by side. */
function Costs({ shadow }: { shadow: Shadow }) {
  const { words, format, say } = useSpeech();
  const currency = usePart((house) => house.currency);
  const { title, columns, policy: names, note } = words.shadow;
  return (
    <>
      <p className="soft small">{words.savings.days(shadow.policies[0]?.days ?? 0)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={title}>
        <table data-testid="shadow-policies">
          <thead>
            <tr>
              <th scope="col">{columns.policy}</th>
              {[columns.cost, columns.advantage].map((column) => (
                <th key={column} scope="col" className="number">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shadow.policies.map(({ policy, cost, advantage, verdict }) => (
              <tr key={policy} data-chosen={policy === 'PLAN'}>
                <th scope="row">
                  {names[policy]} <span className="soft note">{say(verdict)}</span>
                </th>
                <td className="number">{format.money(cost)}</td>
                <td className="number">{policy === 'PLAN' ? '–' : format.money(advantage)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="notes soft small">
        <li>{note.cost(currency)}</li>
        <li>{note.proof}</li>
      </ul>
    </>
  );
}
