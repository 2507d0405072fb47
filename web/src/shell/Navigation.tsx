import { useSpeech } from '../languages/language.tsx';
import { usePartOr } from '../live/hooks.ts';
import { Icon } from '../shared/icons.tsx';
import { linkTo } from './route.ts';
import { fetchAhead, VIEW_ICONS, VIEW_IDS, type ViewId } from './views.ts';

/** The ways between the views: along the bottom of a phone, along the top of a larger screen. */
export function Navigation({ current }: { current: ViewId }) {
  const { words } = useSpeech();
  const needsLook = usePartOr((house) => house.notices.some(({ severity }) => severity === 'ERROR'), false);
  return (
    <nav className="navigation" aria-label={words.views.label}>
      {VIEW_IDS.map((view) => (
        <a
          key={view}
          href={linkTo(view)}
          aria-current={view === current ? 'page' : undefined}
          onPointerEnter={() => fetchAhead(view)}
          onFocus={() => fetchAhead(view)}
          data-testid={`nav-${view}`}
        >
          <Icon name={VIEW_ICONS[view]} />
          <span>{words.views[view]}</span>
          {view === 'now' && needsLook && current !== 'now' && (
            <span className="nav-mark" role="img" aria-label={words.severity.ERROR} />
          )}
        </a>
      ))}
    </nav>
  );
}
