'use client';
import { CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import type { TextRange } from '@/app/_features/flow/json/read-token';
import type { Problems } from '../_draft/use-problems';

type ProblemListProps = { problems: Problems; onJump: (range: TextRange) => void; action?: ReactNode };

/** Everything that is wrong, each a step from its place. */
export function ProblemList({ problems, onJump, action }: ProblemListProps) {
  const { list, error } = problems;
  return (
    <section aria-label="Problems" className="shrink-0 border-t bg-canvas">
      <header className="flex h-10 items-center gap-2 pr-2 pl-4 text-sm">
        <h2 className="font-medium">Problems</h2>
        <p role="status" className="min-w-0 flex-1 truncate text-ink-2">
          {summarise(problems)}
        </p>
        {action}
      </header>
      {error && <p className="px-4 pb-3 text-failed text-sm">The flow could not be checked. {error.title}</p>}
      {list.length > 0 && (
        <ol className="max-h-40 overflow-y-auto border-t py-1">
          {list.map((problem) => (
            <li key={`${String(problem.from)} ${problem.message}`}>
              <ProblemButton problem={problem} onJump={onJump} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** One problem; a press shows its place. */
export function ProblemButton({
  problem,
  onJump,
}: {
  problem: PlacedProblem;
  onJump: (range: TextRange) => void;
}) {
  const { severity, message, nodeId, line } = problem;
  return (
    <button
      type="button"
      onClick={() => onJump(problem)}
      className="flex w-full items-baseline gap-2 px-4 py-1 text-left text-sm hover:bg-hover focus-visible:outline-offset-[-2px]"
    >
      {severity === 'error' ? (
        <CircleX aria-label="Error" className="size-3.5 shrink-0 translate-y-0.5 text-failed" />
      ) : (
        <TriangleAlert aria-label="Warning" className="size-3.5 shrink-0 translate-y-0.5 text-waiting" />
      )}
      <span className="min-w-0 flex-1">{message}</span>
      {nodeId && <span className="truncate font-mono text-ink-2 text-xs max-sm:hidden">{nodeId}</span>}
      <span className="tabular shrink-0 text-ink-2 text-xs">Line {line}</span>
    </button>
  );
}

function summarise({ list, state }: Problems): string {
  const errors = list.filter(({ severity }) => severity === 'error').length;
  const warnings = list.length - errors;
  if (state === 'broken') return 'Not JSON yet; the flow is checked as soon as it is';
  if (list.length > 0) return [count(errors, 'error'), count(warnings, 'warning')].filter(Boolean).join(', ');
  if (state === 'checking') return 'Checking';
  return state === 'failed' ? '' : 'None. This flow can be published';
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
