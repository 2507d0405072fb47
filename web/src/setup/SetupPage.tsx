import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { useHasHouse, usePartOr } from '../live/hooks.ts';
import { Icon } from '../shared/icons.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAsk } from '../shared/use-ask.ts';
import { linkTo, routeOf, useFragment } from '../shell/route.ts';
import { SettingsMenu } from '../shell/SettingsMenu.tsx';
import { CheckStep } from './CheckStep.tsx';
import { FindStep } from './FindStep.tsx';
import { type FoundEvcc, SetupState, STEPS, type Step } from './parts.ts';
import { SteerStep } from './SteerStep.tsx';
import { Steps } from './Steps.tsx';
import './setup.css';

/** The first visit: find evcc, look at what it has, and say what may be steered. There may be no house yet. */
export default function SetupPage() {
  const { words } = useSpeech();
  const [found, setFound] = useState<FoundEvcc | null>(null);
  const { view } = routeOf(useFragment(), STEPS);
  const step = view === 'check' && !found ? 'find' : view;
  return (
    <div className="setup">
      <header className="page-header">
        <span className="logo">
          <Icon name="bolt" />
        </span>
        <h1>{words.setup.title}</h1>
        <SettingsMenu />
      </header>
      <main>
        <Steps current={step} />
        <section className="card" aria-labelledby="step" data-testid={`setup-${step}`}>
          <StepTitle step={step} />
          {step === 'find' && (
            <Find
              onFound={(evcc) => {
                setFound(evcc);
                go('check');
              }}
            />
          )}
          {step === 'check' && found && (
            <CheckStep found={found} onBack={() => go('find')} onAccepted={() => go('steer')} />
          )}
          {step === 'steer' && <Steer />}
        </section>
        <p className="way-out">
          <a href="./" data-testid="skip-setup">
            {words.setup.skip}
          </a>
        </p>
      </main>
    </div>
  );
}

function go(step: Step): void {
  location.hash = linkTo(step);
}

/** Whoever cannot see the page hears that there is another step. */
function StepTitle({ step }: { step: Step }) {
  const { words } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
  }, [step]);
  return (
    <h2 ref={heading} id="step" tabIndex={-1}>
      <span className="visually-hidden">{words.setup.step(STEPS.indexOf(step) + 1, STEPS.length)}: </span>
      {words.setup.steps[step]}
    </h2>
  );
}

function Find({ onFound }: { onFound: (found: FoundEvcc) => void }) {
  const { words } = useSpeech();
  const { data, problem } = useAsk(SetupState, {});
  if (!data) return problem ? <Problem text={problem} /> : <p className="soft">{words.loading}</p>;
  if (!data.setup.possible) return <p data-testid="settled">{words.setup.settled}</p>;
  return <FindStep kept={data.setup.address} onFound={onFound} onForgotten={() => location.assign('./')} />;
}

const LOOK_EVERY_MS = 1000;

/** Waits for the server to begin with the house that was chosen. */
function Steer() {
  const { words } = useSpeech();
  const hasRealHouse = usePartOr((house) => house.demo === null && house.rollouts.length > 0, false);
  const hasHouse = useHasHouse();
  const { data } = useAsk(SetupState, {}, hasRealHouse ? null : LOOK_EVERY_MS);
  const isRunning = data ? data.health.instanceId !== null : null;
  const wasRefused = useRef(false);

  useEffect(() => {
    if (isRunning === false) wasRefused.current = true;
    // The live stream was refused until now and is in no hurry to try again.
    else if (isRunning && !hasHouse && wasRefused.current) location.reload();
  }, [isRunning, hasHouse]);

  if (hasRealHouse) return <SteerStep onDone={() => location.assign('./')} />;
  return (
    <p className="beginning" role="status" data-testid="beginning">
      {words.setup.beginning}
    </p>
  );
}
