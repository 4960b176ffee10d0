'use client';
import { Button } from '@/app/_ui/button';
import type { TestsControl } from './use-tests';

/** The reason why the tests could not be saved, and the actions to resolve it. */
export function TestsSaveError({ control: { state, saver, loadTheirs } }: { control: TestsControl }) {
  if (!saver || (state.kind !== 'conflict' && state.kind !== 'failed')) return null;
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b bg-failed-soft px-4 py-2 text-sm"
    >
      {state.kind === 'failed' ? (
        <>
          <p className="min-w-60 flex-1">
            <span className="font-medium text-failed">{state.error.title}</span> {state.error.advice}
          </p>
          <Button size="sm" onClick={() => void saver.flush()}>
            Retry
          </Button>
        </>
      ) : (
        <>
          <p className="min-w-60 flex-1">
            <span className="font-medium text-failed">
              Someone else saved the tests of this flow since you opened them.
            </span>{' '}
            Your changes are not saved.
          </p>
          <Button size="sm" onClick={() => void loadTheirs()}>
            Load theirs
          </Button>
          <Button size="sm" onClick={() => void saver.keepMine()}>
            Keep mine
          </Button>
        </>
      )}
    </div>
  );
}
