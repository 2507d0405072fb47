import { useSpeech } from '../languages/language.tsx';

export interface CardHandleProps {
  title: string;
  isFirst: boolean;
  isLast: boolean;
  isHidden: boolean;
  isByHand: boolean;
  onMove: (places: number) => void;
  onToggle: (list: 'hidden' | 'byHand') => void;
}

/** What a card is arranged with. */
export function CardHandle(props: CardHandleProps) {
  const { words } = useSpeech();
  const { title, isHidden, isByHand, onMove, onToggle } = props;
  const of = (what: string) => `${title}: ${what}`;
  return (
    <fieldset className="handle">
      <legend className="visually-hidden">{title}</legend>
      <strong>{title}</strong>
      <button
        type="button"
        disabled={props.isFirst}
        aria-label={of(words.board.earlier)}
        onClick={() => onMove(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        disabled={props.isLast}
        aria-label={of(words.board.later)}
        onClick={() => onMove(1)}
      >
        ↓
      </button>
      <button
        type="button"
        aria-pressed={isHidden}
        aria-label={of(isHidden ? words.board.show : words.board.hide)}
        onClick={() => onToggle('hidden')}
      >
        {isHidden ? words.board.show : words.board.hide}
      </button>
      {!isHidden && (
        <label>
          <input type="checkbox" checked={isByHand} onChange={() => onToggle('byHand')} />
          {words.board.byHand}
        </label>
      )}
    </fieldset>
  );
}
