import { type ComponentType, useState } from 'react';
import type { Words } from '../languages/de.ts';
import { useSpeech } from '../languages/language.tsx';
import { keep, readKept } from '../shared/kept.ts';
import { type Arrangement, AS_DESIGNED, arrangementOf, moved, ordered, toggled } from './arrangement.ts';
import { CardHandle } from './CardHandle.tsx';
import { useFirstPaint } from './first-paint.ts';
import { LoadByHand } from './LoadByHand.tsx';

/** A card of a view. */
export interface BoardCard {
  /** Under which the browser remembers it. */
  id: string;
  title: (words: Words) => string;
  /** Columns of twelve that it takes on a large screen. */
  span: 5 | 6 | 7 | 12;
  Card: ComponentType;
}

/** So many are seen at first, whatever the screen. */
const AT_FIRST = 2;

/** The cards of a view, which whoever looks at them may hide, move, or have loaded only when asked for. */
export function Board({ view, cards }: { view: string; cards: readonly BoardCard[] }) {
  const { words } = useSpeech();
  const [arranging, setArranging] = useState(false);
  const [arrangement, arrange] = useArrangement(view);
  const ids = cards.map(({ id }) => id);
  const order = ordered(ids, arrangement);
  const isPainted = useFirstPaint();
  return (
    <>
      <div className="grid">
        {order.slice(0, isPainted ? order.length : AT_FIRST).map((id, index) => {
          const card = cards.find((known) => known.id === id);
          const isHidden = arrangement.hidden.includes(id);
          if (!card || (isHidden && !arranging)) return null;
          const title = card.title(words);
          const { Card } = card;
          return (
            <div key={id} className="place" data-span={card.span} data-testid={`card-${id}`}>
              {arranging && (
                <CardHandle
                  title={title}
                  isFirst={index === 0}
                  isLast={index === order.length - 1}
                  isHidden={isHidden}
                  isByHand={arrangement.byHand.includes(id)}
                  onMove={(places) => arrange(moved(arrangement, ids, id, places))}
                  onToggle={(list) => arrange(toggled(arrangement, list, id))}
                />
              )}
              {!isHidden &&
                (arrangement.byHand.includes(id) ? (
                  <LoadByHand title={title}>
                    <Card />
                  </LoadByHand>
                ) : (
                  <Card />
                ))}
            </div>
          );
        })}
      </div>
      {isPainted && (
        <div className="board-buttons">
          {arranging && (
            <button type="button" onClick={() => arrange(AS_DESIGNED)}>
              {words.board.reset}
            </button>
          )}
          <button
            type="button"
            className={arranging ? 'primary' : 'plain'}
            aria-pressed={arranging}
            onClick={() => setArranging(!arranging)}
            data-testid="arrange"
          >
            {arranging ? words.board.done : words.board.arrange}
          </button>
        </div>
      )}
    </>
  );
}

function useArrangement(view: string): [Arrangement, (next: Arrangement) => void] {
  const name = `cards.${view}`;
  const [arrangement, setArrangement] = useState(() => arrangementOf(readKept(name)));
  return [
    arrangement,
    (next) => {
      setArrangement(next);
      keep(name, next === AS_DESIGNED ? null : JSON.stringify(next));
    },
  ];
}
