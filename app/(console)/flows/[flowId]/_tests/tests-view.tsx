'use client';
import { FlaskConical } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { textIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { isTyping } from '@/app/_ui/is-typing';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { ErrorState } from '@/app/_ui/state/error-state';
import { createTest } from './_model/new-test';
import { TestDetail } from './test-detail';
import { TestList } from './test-list';
import { TestToolbar } from './test-toolbar';
import { TestsSaveError } from './tests-save-error';
import { TextSkeleton } from './text-skeleton';
import type { TestPanel } from './use-test-panel';

type TestsViewProps = { flowId: string; draft: Draft; panel: TestPanel; readOnly: boolean };

/** The tests of the draft: a list with their results, and the opened one. */
export function TestsView({ flowId, draft, panel, readOnly }: TestsViewProps) {
  const { control, run, opened, open } = panel;
  const { saver, tests, error } = control;
  const callers = useMemo(() => listCallers(draft), [draft]);
  if (error) return <ErrorState error={error} onRetry={() => void control.loadTheirs()} />;
  if (!saver) return <TextSkeleton />;
  const add = () => {
    saver.edit((before) => [...before, createTest(before)]);
    open(tests.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isUndo = (event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'z';
    if (readOnly || !isUndo || isTyping(event.target)) return;
    event.preventDefault();
    // The canvas undoes its own changes.
    event.stopPropagation();
    if (event.shiftKey) saver.redo();
    else saver.undo();
  };
  return (
    <section aria-label="Tests" onKeyDown={onKeyDown} className="@container flex h-full min-h-0 flex-col">
      <TestsSaveError control={control} />
      <TestToolbar flowId={flowId} panel={panel} readOnly={readOnly} onAdd={add} />
      {tests.length === 0 ? (
        <div className="overflow-y-auto">
          <EmptyState
            icon={FlaskConical}
            title="No tests yet"
            action={!readOnly && <Button onClick={add}>New test</Button>}
          >
            A test is a conversation with what the flow must say and do. Write one, keep one from “Try it” or
            from a session, or make tests of last week’s sessions. Tests run here while you edit, and again
            when you publish.
          </EmptyState>
        </div>
      ) : (
        <div className="flex min-h-0 flex-1">
          <div
            className={cn(
              'w-full overflow-y-auto @3xl:w-72 @3xl:shrink-0 @3xl:border-r',
              opened !== null && '@max-3xl:hidden',
            )}
          >
            <TestList panel={panel} />
          </div>
          <div className={cn('min-w-0 flex-1 overflow-y-auto', opened === null && '@max-3xl:hidden')}>
            {opened === null ? (
              <p className="px-4 py-6 text-ink-2 text-sm">Choose a test to see what the flow does in it.</p>
            ) : (
              <TestDetail
                key={opened}
                saver={saver}
                tests={tests}
                index={opened}
                conduct={run.conduct}
                callers={callers}
                readOnly={readOnly}
                onOpen={open}
              />
            )}
          </div>
        </div>
      )}
    </section>
  );
}

const CALLERS = ['http', 'ai'];

/** The nodes of a draft that make calls. */
function listCallers(draft: Draft): string[] {
  return listEntries(draft).flatMap(({ key, node }) => (CALLERS.includes(textIn(node, 'kind')) ? [key] : []));
}

/** The name of the tab, with the number of tests that fail. */
export function TestsTab({ panel: { run } }: { panel: TestPanel }) {
  const failed = run.report?.ok ? run.report.results.filter(({ failure }) => failure).length : 0;
  return <>Tests {failed > 0 && <span className="tabular text-failed text-xs">{failed}</span>}</>;
}
