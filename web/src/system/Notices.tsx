import type { NoticePartsFragment } from '../gql/graphql.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Ago } from '../shared/Ago.tsx';

/** So many fit above what people came for; more than one beyond them, and they fold. Errors never do. */
const SHOWN = 2;

/** What is wrong or worth knowing, worst first. */
export function Notices() {
  const { words } = useSpeech();
  const notices = usePart((house) => house.notices);
  const errors = notices.filter(({ severity }) => severity === 'ERROR').length;
  const shown = notices.length <= SHOWN + 1 ? notices.length : Math.max(SHOWN, errors);
  const folded = notices.slice(shown);
  return (
    <section aria-label={words.notices.label} aria-live="polite" className="notices">
      {notices.slice(0, shown).map((notice) => (
        <NoticeLine key={notice.code} notice={notice} />
      ))}
      {folded.length > 0 && (
        <details>
          <summary>{words.notices.more(folded.length)}</summary>
          {folded.map((notice) => (
            <NoticeLine key={notice.code} notice={notice} />
          ))}
        </details>
      )}
    </section>
  );
}

function NoticeLine({ notice: { code, severity, since, message } }: { notice: NoticePartsFragment }) {
  const { words, say } = useSpeech();
  return (
    <p className="callout" data-tone={severity.toLowerCase()} data-testid="notice" data-code={code}>
      <strong>{words.severity[severity]}:</strong> {say(message)}{' '}
      <span className="soft">
        <Ago at={since} />
      </span>
    </p>
  );
}
