import { type ReactNode, useId } from 'react';

export interface CardProps {
  title: string;
  /** Beside the title: badges, age, small controls. */
  aside?: ReactNode;
  /** Its values are too old to be relied on. */
  stale?: boolean;
  className?: string;
  testId?: string;
  children: ReactNode;
}

/** A titled region of the page. */
export function Card({ title, aside, stale = false, className = '', testId, children }: CardProps) {
  const titleId = useId();
  return (
    <section
      className={`card ${className}`}
      aria-labelledby={titleId}
      data-stale={stale}
      data-testid={testId}
    >
      <header className="card-header">
        <h2 id={titleId}>{title}</h2>
        {aside && <div className="card-aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}
