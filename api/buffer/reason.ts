import { type BufferLogEntry, formatNumber, type Language, type Text } from '../house/index.ts';

const WORDS: Record<Language, { confidence: string; buffer: string; unknown: string; percent: string }> = {
  de: { confidence: 'Konfidenz', buffer: 'Puffer', unknown: 'unbekannt', percent: ' %' },
  en: { confidence: 'Confidence', buffer: 'Buffer', unknown: 'unknown', percent: '%' },
};

type Judgement = Pick<BufferLogEntry, 'confidencePercent' | 'spreadCt' | 'newPercent' | 'mode'>;

/** Why the buffer is what it is: "Konfidenz 82 % · Spread 14 ct · Puffer 20 % · [Simulation]". */
export function bufferReason(entry: Judgement): Text {
  return { de: sentence(entry, 'de'), en: sentence(entry, 'en') };
}

function sentence({ confidencePercent, spreadCt, newPercent, mode }: Judgement, language: Language): string {
  const words = WORDS[language];
  const percent = (value: number) => formatNumber(value, language) + words.percent;
  const parts = [
    `${words.confidence} ${percent(confidencePercent)}`,
    `Spread ${spreadCt === null ? words.unknown : `${formatNumber(spreadCt, language)} ct`}`,
    `${words.buffer} ${percent(newPercent)}`,
  ];
  if (mode === 'OBSERVATION') parts.push('[Simulation]');
  return parts.join(' · ');
}
