'use client';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { ProblemButton } from '../_components/problem-list';
import type { DraftControl } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { findUntriable } from './find-untriable';
import type { Trial } from './use-trial';

type TrialTroubleProps = {
  trial: Trial;
  draft: DraftControl;
  problems: Problems;
  onJump: (problem: PlacedProblem) => void;
};

const MOST = 5;

/** Why the trial cannot start or did not go on, with the way to each place that must be mended. */
export function TrialTrouble({ trial, draft, problems, onJump }: TrialTroubleProps) {
  const shown = toShownError(trial.error);
  const reason = trial.session ? null : findUntriable(draft.state, problems);
  if (!shown && !reason) return null;
  const toMend = shown ? findProblem(trial.error)?.code === 'flow_invalid' : problems.state !== 'broken';
  const errors = problems.list.filter(({ severity }) => toMend && severity === 'error');
  return (
    <div className="shrink-0 border-b">
      {shown ? (
        <div className="p-3">
          <ErrorNote error={shown} />
        </div>
      ) : (
        <p role="status" className="bg-waiting-soft px-4 py-2 text-sm text-waiting">
          {reason}
        </p>
      )}
      {errors.length > 0 && (
        <ol aria-label="Errors to mend" className="py-1">
          {errors.slice(0, MOST).map((problem) => (
            <li key={`${String(problem.from)} ${problem.message}`}>
              <ProblemButton problem={problem} onJump={onJump} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
