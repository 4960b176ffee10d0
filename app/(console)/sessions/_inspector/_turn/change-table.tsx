import { ArrowRight } from 'lucide-react';
import type { VariableChange } from '@/server/engine/protocol';
import { ShownValue } from './shown-value';

/** The changes of a step: before and after. */
export function ChangeTable({ changes }: { changes: readonly VariableChange[] }) {
  return (
    <dl aria-label="Variables changed" className="space-y-1.5">
      {changes.map(({ name, before, after }, index) => (
        <div
          key={`${String(index)} ${name}`}
          className="grid gap-x-3 sm:grid-cols-[minmax(0,9rem)_minmax(0,1fr)]"
        >
          <dt className="truncate font-mono text-xs leading-5" title={name}>
            {name}
          </dt>
          <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <span className="min-w-0 text-ink-2">
              <ShownValue value={before ?? undefined} />
            </span>
            <ArrowRight aria-label="became" className="size-3 shrink-0 self-center text-ink-3" />
            <span className="min-w-0">
              <ShownValue value={after} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
