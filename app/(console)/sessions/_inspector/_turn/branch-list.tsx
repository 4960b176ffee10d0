import { Check, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/app/_ui/cn';
import type { Why } from '@/server/engine/expression/why/why';
import type { BranchTrace } from '@/server/engine/protocol';
import type { NamedBranch } from '../_model/node-names';
import { ConditionWhy, Expression } from '../_why/condition-why';
import { OperandList } from '../_why/operand-list';

type BranchListProps = {
  /** The evaluated branches, in order. */
  branches: readonly BranchTrace[];
  /** All branches as the author wrote them; empty when unknown. */
  all: readonly NamedBranch[];
  exit: string | null;
  /** The reasons of the evaluated branches, in order; empty until they are known. */
  whys: readonly Why[];
};

/** The values that a condition read, and each branch: whether it was taken, why, and what would have changed that. */
export function BranchList({ branches, all, exit, whys }: BranchListProps) {
  const looked = new Set(branches.map(({ branch }) => branch));
  const rest = all.filter(({ id }) => !looked.has(id));
  const nameOf = (id: string) => all.find((branch) => branch.id === id)?.label ?? id;
  return (
    <div className="space-y-2.5">
      <OperandList explanations={branches.map(({ explanation }) => explanation)} whys={whys} />
      <ol aria-label="Branches" className="space-y-2.5">
        {branches.map(({ branch, explanation }, index) => (
          <Branch key={branch} name={nameOf(branch)} state={branch === exit ? 'won' : 'lost'}>
            <ConditionWhy
              explanation={explanation}
              why={whys[index]}
              opposite={branch === exit ? 'It would be false' : 'It would be true'}
            />
          </Branch>
        ))}
        {rest.map(({ id, label, when }) => (
          <Branch key={id} name={label ?? id} state="skipped">
            {when !== null && <Expression source={when} />}
          </Branch>
        ))}
        <Branch name="else" state={exit === 'else' ? 'fallen' : 'skipped'} />
      </ol>
    </div>
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
