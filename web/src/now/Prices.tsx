import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Value } from '../shared/Value.tsx';

/** What a kWh costs and earns at this moment. */
export function Prices() {
  const { words, format } = useSpeech();
  const importPrice = usePart((house) => house.power?.importPricePerKwh);
  const feedInPrice = usePart((house) => house.power?.feedInPricePerKwh);
  return (
    <dl className="figures prices">
      <div>
        <dt>{words.now.price}</dt>
        <dd>
          <Value text={format.price(importPrice)} testId="import-price" />
        </dd>
      </div>
      <div>
        <dt>{words.now.feedIn}</dt>
        <dd>
          <Value text={format.price(feedInPrice)} />
        </dd>
      </div>
    </dl>
  );
}
