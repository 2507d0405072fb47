import type { ReactNode } from 'react';
import type { Tone } from './Badge.tsx';
import { Value } from './Value.tsx';

export interface FigureProps {
  name: string;
  /** A text glows when it changes. */
  value: ReactNode;
  note?: string | undefined;
  tone?: Tone | undefined;
  hint?: string;
  testId?: string;
}

/** A number with its name, within a `dl`. */
export function Figure({ name, value, note, tone, hint, testId }: FigureProps) {
  return (
    <div data-tone={tone} title={hint}>
      <dt>{name}</dt>
      <dd>
        {typeof value === 'string' ? <Value text={value} {...(testId ? { testId } : {})} /> : value}
        {note !== undefined && <span className="soft note">{note}</span>}
      </dd>
    </div>
  );
}
