import type { ComponentType } from 'react';
import { MINUTE_MS, type View } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHasHouse, useHouseTime, useIsAway, useLost, usePart } from '../live/hooks.ts';
import { Badge } from '../shared/Badge.tsx';
import { ConnectionDot } from '../shared/ConnectionDot.tsx';
import { ConnectionNotice } from '../shared/ConnectionNotice.tsx';
import { useStale } from '../system/use-stale.ts';
import { BatteryView } from './BatteryView.tsx';
import { CarsView } from './CarsView.tsx';
import { DisplayNotices } from './DisplayNotices.tsx';
import { NowView } from './NowView.tsx';
import { PlanView } from './PlanView.tsx';
import { useAwake } from './use-awake.ts';
import { useDrift, useNight } from './use-calm.ts';
import './display.css';

const VIEW: Record<View, ComponentType> = {
  NOW: NowView,
  PLAN: PlanView,
  CARS: CarsView,
  BATTERY: BatteryView,
};

/** The page of a screen on a wall: one view, large, as somebody chose it on another device. */
export default function DisplayPage({ name }: { name: string }) {
  const { words } = useSpeech();
  const hasHouse = useHasHouse();
  const lostSince = useLost();
  const isAway = useIsAway();
  const { x, y } = useDrift();
  const isNight = useNight();
  const isStale = useStale('evccState');
  useAwake();
  return (
    <div className="display" data-night={isNight} style={{ translate: `${x}px ${y}px` }}>
      <header className="display-header">
        <h1>{name}</h1>
        {isStale ? <Badge tone="warning">{words.now.stale}</Badge> : <ConnectionDot />}
        {hasHouse && <Clock />}
      </header>
      <div className="display-notices">
        <ConnectionNotice lostSince={lostSince} />
        {hasHouse && <DisplayNotices />}
      </div>
      <main data-lost={isAway} data-stale={isStale}>
        {hasHouse ? <ChosenView name={name} /> : <p className="first">{words.loading}</p>}
      </main>
    </div>
  );
}

function ChosenView({ name }: { name: string }) {
  const view = usePart((house) => house.displays.find((display) => display.name === name)?.view ?? 'NOW');
  // A server that is newer than this page may know more views.
  const Chosen = view in VIEW ? VIEW[view] : NowView;
  return (
    <div key={view} className="display-view" data-testid="display-view" data-view={view}>
      <Chosen />
    </div>
  );
}

function Clock() {
  const { format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  return (
    <time className="display-clock" dateTime={new Date(now).toISOString()}>
      <span className="soft">{format.day(now)}</span> {format.clock(now)}
    </time>
  );
}
