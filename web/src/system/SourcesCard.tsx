import type { SourcePartsFragment } from '../gql/graphql.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Ago } from '../shared/Ago.tsx';
import { Badge, type Tone } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';

type Source = SourcePartsFragment;

const TONES: Record<Source['state'], Tone> = {
  WARMING: 'info',
  FRESH: 'good',
  STALE: 'warning',
  FAILED: 'error',
  ABSENT: 'neutral',
};

/** Where the values come from and how old they are. */
export function SourcesCard() {
  const { words, say } = useSpeech();
  const sources = usePart((house) => house.sources);
  return (
    <Card title={words.sources.title} className="sources">
      <ul className="rows">
        {sources.map(({ id, state, updatedAt, error }) => (
          <li key={id} data-state={state} data-testid={`source-${id}`}>
            <span>{isNamed(id, words.sources.name) ? words.sources.name[id] : id}</span>
            <span className="soft">{updatedAt === null ? words.sources.never : <Ago at={updatedAt} />}</span>
            <Badge tone={TONES[state]}>{words.sources.state[state]}</Badge>
            {error && <p className="soft wide">{say(error)}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function isNamed<K extends string>(id: string, names: Record<K, string>): id is K {
  return id in names;
}
