'use client';
import { CircleX, TriangleAlert } from 'lucide-react';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import type { Problems } from '../_draft/use-problems';

type ProblemListProps = { problems: Problems; onJump: (problem: PlacedProblem) => void };

/** All problems, each with a jump to its place. */
export function ProblemList({ problems: { list, error }, onJump }: ProblemListProps) {
  if (error)
    return <p className="px-4 py-3 text-failed text-sm">The flow could not be checked. {error.title}</p>;
  if (list.length === 0) return <p className="px-4 py-3 text-ink-2 text-sm">No problems.</p>;
  return (
    <ol className="py-1">
      {list.map((problem) => (
        <li key={`${String(problem.from)} ${problem.message}`}>
          <ProblemButton problem={problem} onJump={onJump} />
        </li>
      ))}
    </ol>
  );
}

type ProblemButtonProps = { problem: PlacedProblem; onJump: (problem: PlacedProblem) => void };

/** One problem; a press jumps to its place. */
export function ProblemButton({ problem, onJump }: ProblemButtonProps) {
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
