import type { ReactNode } from 'react';

type FactProps = { label: ReactNode; children: ReactNode };

/** A name and its value in one line, within a `dl`. */
export function Fact({ label, children }: FactProps) {
  return (
    <div className="flex min-w-0 items-baseline gap-1.5">
      <dt className="shrink-0 text-ink-2">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
