import { cn } from '@/app/_ui/cn';
import type { NamedBranch } from '../_model/node-names';

/** The branches of a split with their chances, and the one that the session's number selected. */
export function SplitDetails({ branches, exit }: { branches: readonly NamedBranch[]; exit: string | null }) {
  const total = branches.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  return (
    <ol aria-label="Branches" className="space-y-1 text-sm">
      {branches.map(({ id, label, weight }) => (
        <li key={id} className={cn('flex gap-2', id === exit ? 'font-medium text-live' : 'text-ink-2')}>
          <span className="min-w-0 flex-1 truncate">{label ?? id}</span>
          <span className="tabular">{total > 0 ? `${Math.round(((weight ?? 0) / total) * 100)} %` : ''}</span>
          <span className="w-12">{id === exit ? 'taken' : ''}</span>
        </li>
      ))}
    </ol>
  );
}
