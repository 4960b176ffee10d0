'use client';
import { ArrowLeft, Plus, Redo2, Undo2 } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { summarizeCoverage, summarizeResults } from './_model/test-words';
import { TrafficTests } from './traffic-tests';
import type { TestPanel } from './use-test-panel';

type TestToolbarProps = { flowId: string; panel: TestPanel; readOnly: boolean; onAdd: () => void };

const SAVED = {
  saved: 'Saved',
  unsaved: 'Unsaved',
  saving: 'Saving…',
  conflict: 'Not saved',
  failed: 'Not saved',
};

/** How the tests go, whether they are saved, and how to get more. */
export function TestToolbar({ flowId, panel, readOnly, onAdd }: TestToolbarProps) {
  const { control, run, opened, open } = panel;
  const { saver, history, state } = control;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b bg-canvas px-4 py-1">
      {opened !== null && (
        <Button size="sm" variant="ghost" className="@3xl:hidden" onClick={() => open(null)}>
          <ArrowLeft aria-hidden /> All tests
        </Button>
      )}
      <p role="status" className="mr-auto text-sm">
        <Summary panel={panel} />
      </p>
      {run.isRunning && <span className="text-ink-3 text-xs">Running…</span>}
      {!readOnly && saver && (
        <>
          <span className="text-ink-2 text-xs">{SAVED[state.kind]}</span>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label="Undo the change of the tests"
            disabled={history.past.length === 0}
            onClick={saver.undo}
          >
            <Undo2 aria-hidden />
          </Button>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label="Redo the change of the tests"
            disabled={history.future.length === 0}
            onClick={saver.redo}
          >
            <Redo2 aria-hidden />
          </Button>
          <TrafficTests flowId={flowId} saver={saver} />
          <Button size="sm" onClick={onAdd}>
            <Plus aria-hidden /> New test
          </Button>
        </>
      )}
    </div>
  );
}

function Summary({ panel: { control, run } }: Pick<TestToolbarProps, 'panel'>) {
  const { report } = run;
  if (control.tests.length === 0) return 'No tests yet';
  if (!report) return 'The tests run…';
  if (!report.ok) return `The tests cannot run. ${report.reason}`;
  return (
    <>
      {summarizeResults(report.results)}
      <span className="ml-3 text-ink-2 max-sm:hidden">{summarizeCoverage(report.coverage)}</span>
    </>
  );
}
