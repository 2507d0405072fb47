import { useSpeech } from '../languages/language.tsx';
import { Card } from '../shared/Card.tsx';
import { Intents } from './Intents.tsx';
import { NextAction } from './NextAction.tsx';
import { Prices } from './Prices.tsx';

/** What is being done, why, and what comes next. */
export function DoingCard() {
  const { words } = useSpeech();
  return (
    <Card title={words.now.doing} className="doing">
      <Prices />
      <Intents />
      <NextAction />
    </Card>
  );
}
