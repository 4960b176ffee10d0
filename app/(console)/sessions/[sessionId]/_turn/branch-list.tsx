import { Check, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/app/_ui/cn';
import type { BranchTrace } from '@/server/engine/protocol';
import type { NamedBranch } from '../_model/node-names';
import { ShownValue } from './shown-value';

type BranchListProps = {
  /** The evaluated branches, in order. */
  branches: readonly BranchTrace[];
  /** All branches as the author wrote them; empty when unknown. */
  all: readonly NamedBranch[];
  exit: string | null;
};

/** Each branch of a condition: its operands, and which one was taken and why. */
export function BranchList({ branches, all, exit }: BranchListProps) {
  const looked = new Set(branches.map(({ branch }) => branch));
  const rest = all.filter(({ id }) => !looked.has(id));
  const nameOf = (id: string) => all.find((branch) => branch.id === id)?.label ?? id;
  return (
    <ol aria-label="Branches" className="space-y-2.5">
      {branches.map(({ branch, explanation }) => (
        <Branch key={branch} name={nameOf(branch)} state={branch === exit ? 'won' : 'lost'}>
          <Expression source={explanation.source} />
          {explanation.operands.length > 0 && (
            <dl className="mt-1 space-y-0.5">
              {explanation.operands.map(({ source, value }) => (
                <div key={source} className="flex flex-wrap gap-x-3">
                  <dt className="max-w-full font-mono text-ink-2 text-xs leading-5 [overflow-wrap:anywhere]">
                    {source}
                  </dt>
                  <dd className="min-w-0">
                    <ShownValue value={value} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {explanation.failure && (
            <p className="mt-1 text-failed text-xs [overflow-wrap:anywhere]">
              It could not be evaluated: {explanation.failure.message}
            </p>
          )}
        </Branch>
      ))}
      {rest.map(({ id, label, when }) => (
        <Branch key={id} name={label ?? id} state="skipped">
          {when !== null && <Expression source={when} />}
        </Branch>
      ))}
      <Branch name="else" state={exit === 'else' ? 'fallen' : 'skipped'} />
    </ol>
  );
}

const TAKEN = 'text-live';
const STATES = {
  won: { icon: Check, words: 'true, taken', look: TAKEN },
  fallen: { icon: Check, words: 'taken, no branch was true', look: TAKEN },
  lost: { icon: X, words: 'false', look: 'text-ink-2' },
  skipped: { icon: Minus, words: 'not evaluated', look: 'text-ink-3' },
};

type BranchProps = { name: string; state: keyof typeof STATES; children?: ReactNode };

function Branch({ name, state, children }: BranchProps) {
  const { icon: Icon, words, look } = STATES[state];
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', look)} />
      <div className="min-w-0 flex-1">
        <p className="text-sm">
          <span className={look === TAKEN ? 'font-medium' : 'text-ink-2'}>{name}</span>{' '}
          <span className={cn('text-xs', look)}>{words}</span>
        </p>
        {children}
      </div>
    </li>
  );
}

function Expression({ source }: { source: string }) {
  return <code className="block font-mono text-xs leading-5 [overflow-wrap:anywhere]">{source}</code>;
}
