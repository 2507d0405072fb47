import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'good' | 'info' | 'warning' | 'error';

/** A short word about a state; its tone never says more than the word. */
export function Badge({
  tone = 'neutral',
  title,
  testId,
  children,
}: {
  tone?: Tone;
  title?: string;
  testId?: string;
  children: ReactNode;
}) {
  return (
    <span className="badge" data-tone={tone} title={title} data-testid={testId}>
      {children}
    </span>
  );
}
