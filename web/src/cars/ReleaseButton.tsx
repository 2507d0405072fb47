import { ReleaseOverride } from '../control/parts.ts';
import { useSpeech } from '../languages/language.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';

/** Takes control of a loadpoint back that a person had taken. */
export function ReleaseButton({ loadpoint }: { loadpoint: string }) {
  const { words } = useSpeech();
  const release = useAction(ReleaseOverride);
  return (
    <>
      <button
        type="button"
        disabled={release.pending}
        onClick={() => release.run({ loadpoint })}
        data-testid={`release-${loadpoint}`}
      >
        {words.control.release}
      </button>
      <Problem text={release.problem} />
    </>
  );
}
