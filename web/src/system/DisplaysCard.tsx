import { VIEWS } from '../../../api/house/index.ts';
import { addressOf } from '../display/address.ts';
import { ShowView } from '../display/parts.ts';
import type { DisplayPartsFragment } from '../gql/graphql.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Badge } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';

/** The screens of the house, and what each is to show. */
export function DisplaysCard() {
  const { words } = useSpeech();
  const displays = usePart((house) => house.displays);
  const example = new URL(addressOf(words.displays.example), document.baseURI);
  return (
    <Card title={words.displays.title} className="displays">
      <ul className="rows">
        {displays.map((display) => (
          <DisplayRow key={display.name} display={display} />
        ))}
      </ul>
      <p className="soft hint">
        {words.displays.hint} <a href={example.href}>{decodeURI(example.href)}</a>
      </p>
    </Card>
  );
}

function DisplayRow({ display }: { display: DisplayPartsFragment }) {
  const { words, format } = useSpeech();
  const { name, view, chosenAt, connectedSince } = display;
  const show = useAction(ShowView);
  const isThere = connectedSince !== null;
  return (
    <li data-testid="display" data-name={name} data-connected={isThere}>
      <span>
        <a href={addressOf(name)}>{name}</a>
        {isThere && (
          <span className="soft note">
            {words.displays.since(format.dayClock(Date.parse(connectedSince)))}
          </span>
        )}
      </span>
      <Badge tone={isThere ? 'good' : 'neutral'}>
        {isThere ? words.displays.connected : words.displays.away}
      </Badge>
      <div className="choice">
        <select
          aria-label={words.displays.shows(name)}
          value={view}
          disabled={show.pending}
          onChange={({ target }) =>
            show.run({ display: name, view: VIEWS.find((known) => known === target.value) ?? null })
          }
          data-testid={`view-of-${name}`}
        >
          {VIEWS.map((known) => (
            <option key={known} value={known}>
              {words.displays.view[known]}
            </option>
          ))}
        </select>
        {!isThere && chosenAt !== null && (
          <button type="button" className="plain" onClick={() => show.run({ display: name, view: null })}>
            {words.displays.forget}
          </button>
        )}
      </div>
      {show.problem && (
        <div className="wide">
          <Problem text={show.problem} />
        </div>
      )}
    </li>
  );
}
