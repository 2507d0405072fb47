import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import { BufferChart } from './BufferChart.tsx';
import { BufferLog } from './BufferLog.tsx';

/** The dynamic buffer: what it is for, how it moved, and why. */
export function BufferCard() {
  const { words, say } = useSpeech();
  const buffer = usePart((house) => house.buffer);
  return (
    <Card title={words.bufferCard.title} className="buffer">
      <p className="soft">{words.buffer.explanation}</p>
      {buffer?.inert && (
        <p className="callout" data-tone="info" data-testid="buffer-inert">
          {say(buffer.inert)}
        </p>
      )}
      {buffer ? (
        <>
          <BufferChart entries={buffer.logRecent} />
          <BufferLog entries={buffer.logRecent} />
        </>
      ) : (
        <p className="soft">{words.buffer.none}</p>
      )}
    </Card>
  );
}
