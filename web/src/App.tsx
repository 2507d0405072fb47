import { Suspense, useEffect, useRef } from 'react';
import { useFirstPaint } from './board/first-paint.ts';
import { useSpeech } from './languages/language.tsx';
import { useHasHouse, useIsAway, useLost, usePart } from './live/hooks.ts';
import { ConnectionNotice } from './shared/ConnectionNotice.tsx';
import { DemoBanner } from './shared/DemoBanner.tsx';
import { Header } from './shared/Header.tsx';
import { Navigation } from './shell/Navigation.tsx';
import { routeOf, useFragment } from './shell/route.ts';
import { PAGES, VIEW_IDS, type ViewId } from './shell/views.ts';
import { Notices } from './system/Notices.tsx';

/** The page: what is wrong first, then the view that the address names. */
export function App() {
  const { words } = useSpeech();
  const hasHouse = useHasHouse();
  const lostSince = useLost();
  const isAway = useIsAway();
  const { view } = routeOf(useFragment(), VIEW_IDS);
  return (
    <>
      <Header>
        <Navigation current={view} />
      </Header>
      <ConnectionNotice lostSince={lostSince} />
      <main data-lost={isAway} data-view={view}>
        {hasHouse ? <View view={view} /> : <p className="first">{words.loading}</p>}
      </main>
    </>
  );
}

function View({ view }: { view: ViewId }) {
  const { words } = useSpeech();
  const Page = PAGES[view];
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(view);
  useEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    window.scrollTo(0, 0);
    // Whoever cannot see the page hears where the link has led.
    heading.current?.focus();
  }, [view]);
  return (
    <>
      <h2 ref={heading} tabIndex={-1} className="visually-hidden">
        {words.views[view]}
      </h2>
      {view === 'now' && <DemoBanner />}
      <Notices />
      <Suspense fallback={<p className="first">{words.loading}</p>}>
        <Page />
      </Suspense>
      <About />
    </>
  );
}

function About() {
  const { words } = useSpeech();
  const version = usePart((house) => house.version);
  const evccVersion = usePart((house) => house.evccVersion);
  // Nothing that is seen moves when the cards above it come.
  if (!useFirstPaint()) return null;
  return <footer className="about">{words.about(version, evccVersion)}</footer>;
}
