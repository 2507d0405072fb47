import type { SourcePartsFragment } from '../gql/graphql.ts';
import { useSpeech } from '../languages/language.tsx';
import { useIsAway, usePart } from '../live/hooks.ts';
import { Ago } from '../shared/Ago.tsx';
import { Badge, type Tone } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import { Icon } from '../shared/icons.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { RefreshAll, RefreshSource } from './parts.ts';

type Source = SourcePartsFragment;

const TONES: Record<Source['state'], Tone> = {
  WARMING: 'info',
  FRESH: 'good',
  REFRESHING: 'info',
  STALE: 'warning',
  FAILED: 'error',
  ABSENT: 'neutral',
};

/** Where the values come from and how old they are, each to be read anew. */
export function SourcesCard() {
  const { words } = useSpeech();
  const sources = usePart((house) => house.sources);
  const warming = usePart((house) => house.warming);
  const refresh = useAction(RefreshAll);
  const isBusy = refresh.pending || sources.some(({ state }) => state === 'REFRESHING');
  return (
    <Card
      title={words.sources.title}
      className="sources"
      aside={
        <>
          {warming && (
            <Badge tone="info" testId="warming">
              {words.sources.warming(warming.done, warming.total)}
            </Badge>
          )}
          <button
            type="button"
            className="plain"
            disabled={isBusy}
            onClick={() => refresh.run({})}
            data-testid="refresh-all"
          >
            {isBusy ? words.sources.refreshing : words.sources.refreshAll}
          </button>
        </>
      }
    >
      <Problem text={refresh.problem} />
      <ul className="rows">
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
    </Card>
  );
}

function SourceRow({ source }: { source: Source }) {
  const { words, say, format } = useSpeech();
  const { id, scope, state, updatedAt, error, lastDurationMs, findings } = source;
  const name = isNamed(id, words.sources.name) ? words.sources.name[id] : id;
  const took = lastDurationMs === null ? undefined : words.sources.took(format.seconds(lastDurationMs));
  const isFile = scope === 'FILES';
  const wasFresh = useIsAway() && (state === 'FRESH' || state === 'REFRESHING');
  return (
    <li data-state={state} data-scope={scope} data-testid={`source-${id}`}>
      <span title={took}>{name}</span>
      <span className="soft">
        {state !== 'ABSENT' && (updatedAt === null ? words.sources.never : <Ago at={updatedAt} />)}
        {took && lastDurationMs !== null && lastDurationMs >= WORTH_SAYING_MS && ` · ${took}`}
      </span>
      {wasFresh ? (
        <Badge>{words.sources.lastFresh}</Badge>
      ) : (
        <Badge tone={TONES[state]}>
          {isFile && state === 'STALE' ? words.sources.fileChanged : words.sources.state[state]}
        </Badge>
      )}
      <RefreshButton id={id} name={name} state={state} isChangedFile={isFile && CHANGED.includes(state)} />
      {error && <p className="soft wide">{say(error)}</p>}
      {/* Of what failed the error says the first. */}
      {findings.slice(error ? 1 : 0).map((finding) => (
        <p className="soft wide" key={`${finding.field} ${finding.message.en}`}>
          <code>{finding.field}</code> {say(finding.message)} {say(finding.suggestion)}
        </p>
      ))}
    </li>
  );
}

/** Readings that are quicker are not worth a word. */
const WORTH_SAYING_MS = 1000;
const CHANGED: readonly Source['state'][] = ['STALE', 'FAILED'];

function RefreshButton({
  id,
  name,
  state,
  isChangedFile,
}: {
  id: string;
  name: string;
  state: Source['state'];
  isChangedFile: boolean;
}) {
  const { words } = useSpeech();
  const refresh = useAction(RefreshSource);
  const isBusy = refresh.pending || state === 'REFRESHING';
  return (
    <>
      <button
        type="button"
        className={isChangedFile ? 'primary' : 'plain'}
        disabled={isBusy}
        aria-busy={isBusy}
        aria-label={isChangedFile ? words.sources.reload(name) : words.sources.refresh(name)}
        onClick={() => refresh.run({ id })}
        data-testid={`refresh-${id}`}
      >
        {isChangedFile ? words.sources.reloadShort : <Icon name="refresh" />}
      </button>
      {refresh.problem && (
        <div className="wide">
          <Problem text={refresh.problem} />
        </div>
      )}
    </>
  );
}

function isNamed<K extends string>(id: string, names: Record<K, string>): id is K {
  return id in names;
}
