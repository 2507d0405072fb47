import { useSpeech } from '../languages/language.tsx';
import { Badge } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import { useStale } from '../system/use-stale.ts';
import { Intents } from './Intents.tsx';
import { NextAction } from './NextAction.tsx';
import { Prices } from './Prices.tsx';

/** What is being done, why, and what comes next. */
export function DoingCard() {
  const { words } = useSpeech();
  const stale = useStale('evccState');
  return (
    <Card
      title={words.now.doing}
      className="doing"
      stale={stale}
      aside={stale && <Badge tone="warning">{words.now.stale}</Badge>}
    >
      <Prices />
      <Intents />
      <NextAction />
    </Card>
  );
}
