import { type ReactNode, useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { Card } from '../shared/Card.tsx';

/** A card that costs nothing until somebody asks for it. */
export function LoadByHand({ title, children }: { title: string; children: ReactNode }) {
  const { words } = useSpeech();
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return children;
  return (
    <Card title={title}>
      <button type="button" onClick={() => setWanted(true)}>
        {words.board.load}
      </button>
    </Card>
  );
}
