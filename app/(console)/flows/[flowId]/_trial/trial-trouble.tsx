'use client';
import { locateProblems } from '@/app/_features/flow/json/locate-problems';
import type { TextRange } from '@/app/_features/flow/json/read-token';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import { ErrorNote } from '@/app/_ui/error-state';
import { ProblemButton } from '../_components/problem-list';
import type { DraftControl } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import type { Trial } from './use-trial';

type TrialTroubleProps = {
  trial: Trial;
  draft: DraftControl;
  problems: Problems;
  onJump: (range: TextRange) => void;
};

const MOST = 5;

/** Why the trial did not start or go on, with the way to each place that must be mended. */
export function TrialTrouble({ trial, draft, problems, onJump }: TrialTroubleProps) {
  const { error } = trial;
  if (!error && problems.state === 'broken' && !trial.session)
    return <Note>The draft is not valid JSON, so it cannot be tried yet.</Note>;
  const shown = toShownError(error);
  if (!shown) return null;
  const problem = findProblem(error);
  const details =
    problem?.code === 'flow_invalid' && 'problems' in problem.details ? problem.details.problems : [];
  const errors = locateProblems(
    draft.text,
    details.filter(({ severity }) => severity === 'error'),
  );
  return (
    <div className="shrink-0 space-y-2 border-b px-3 py-3">
      <ErrorNote error={shown} />
      {errors.length > 0 && (
        <ol aria-label="Errors to mend" className="-mx-3">
          {errors.slice(0, MOST).map((item) => (
            <li key={`${String(item.from)} ${item.message}`}>
              <ProblemButton problem={item} onJump={onJump} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Note({ children }: { children: string }) {
  return <p className="shrink-0 border-b bg-waiting-soft px-4 py-2 text-sm text-waiting">{children}</p>;
}
