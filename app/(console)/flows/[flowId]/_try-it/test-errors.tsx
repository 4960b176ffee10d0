'use client';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { ProblemButton } from '../_components/problem-list';
import type { DraftControl } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { findTestBlocker } from './_model/find-test-blocker';
import type { TestSession } from './use-test-session';

type TestErrorsProps = {
  testSession: TestSession;
  draft: DraftControl;
  problems: Problems;
  onJump: (problem: PlacedProblem) => void;
};

const MOST = 5;

/** The reason why the test session cannot start or failed, with a jump to each error. */
export function TestErrors({ testSession, draft, problems, onJump }: TestErrorsProps) {
  const shown = toShownError(testSession.error);
  const reason = testSession.session ? null : findTestBlocker(draft.state, problems);
  if (!shown && !reason) return null;
  const fixable = shown
    ? findProblem(testSession.error)?.code === 'flow_invalid'
    : problems.state !== 'broken';
  const errors = problems.list.filter(({ severity }) => fixable && severity === 'error');
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
        <ol aria-label="Errors to fix" className="py-1">
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
