import { BatteryCard } from './buffer/BatteryCard.tsx';
import { CarsCard } from './cars/CarsCard.tsx';
import { useSpeech } from './languages/language.tsx';
import { useHasHouse, usePart } from './live/hooks.ts';
import { useLost } from './live/use-lost.ts';
import { DoingCard } from './now/DoingCard.tsx';
import { NowCard } from './now/NowCard.tsx';
import { PlanCard } from './plan/PlanCard.tsx';
import { ConnectionNotice } from './shared/ConnectionNotice.tsx';
import { DemoBanner } from './shared/DemoBanner.tsx';
import { Header } from './shared/Header.tsx';
import { CommandsCard } from './system/CommandsCard.tsx';
import { DisplaysCard } from './system/DisplaysCard.tsx';
import { FindingsCard } from './system/FindingsCard.tsx';
import { LogCard } from './system/LogCard.tsx';
import { Notices } from './system/Notices.tsx';
import { SourcesCard } from './system/SourcesCard.tsx';

/** The page: what is wrong first, then now, the plan, and what can be changed. */
export function App() {
  const { words } = useSpeech();
  const hasHouse = useHasHouse();
  const lostSince = useLost();
  return (
    <>
      <Header />
      <ConnectionNotice lostSince={lostSince} />
      <main data-lost={lostSince !== null}>
        {hasHouse ? <Views /> : <p className="first">{words.loading}</p>}
      </main>
    </>
  );
}

function Views() {
  return (
    <>
      <DemoBanner />
      <Notices />
      <div className="grid">
        <NowCard />
        <DoingCard />
        <PlanCard />
        <CarsCard />
        <BatteryCard />
        <SourcesCard />
        <LogCard />
        <DisplaysCard />
        <CommandsCard />
        <FindingsCard />
      </div>
      <About />
    </>
  );
}

function About() {
  const { words } = useSpeech();
  const version = usePart((house) => house.version);
  const evccVersion = usePart((house) => house.evccVersion);
  return <footer className="about">{words.about(version, evccVersion)}</footer>;
}
