import { useSpeech } from '../languages/language.tsx';
import { STEPS, type Step } from './parts.ts';

/** How far the first visit is. */
export function Steps({ current }: { current: Step }) {
  const { words } = useSpeech();
  const reached = STEPS.indexOf(current);
  return (
    <ol className="steps" aria-label={words.setup.steps.label}>
      {STEPS.map((step, index) => (
        <li key={step} aria-current={step === current ? 'step' : undefined} data-done={index < reached}>
          <span className="step-number">{index < reached ? '✓' : index + 1}</span>
          <span>{words.setup.steps[step]}</span>
        </li>
      ))}
    </ol>
  );
}
