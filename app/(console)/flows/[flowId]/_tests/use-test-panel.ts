'use client';
import { useMemo, useState } from 'react';
import type { TestConduct } from '@/app/_features/flow/engine/test-tasks';
import type { DraftControl, Flow } from '../_draft/use-draft';
import type { Editing } from '../_edit/use-flow-editor';
import { type Trail, toTrail } from '../_trail/trail';
import { type TestRunControl, useTestReport } from './use-test-report';
import { type TestsControl, useTests } from './use-tests';

/** The node of the canvas at which an opened test fails, and why. */
type TestFault = { node: string; message: string };

export type TestPanel = {
  control: TestsControl;
  run: TestRunControl;
  /** The index of the opened test; null for the list. */
  opened: number | null;
  open: (index: number | null) => void;
  /** The path of the opened test on the canvas; null without one. */
  trail: Trail | null;
  fault: TestFault | null;
};

/** The tests of a flow, how they go on the draft, and the one that is opened. */
export function useTestPanel(flow: Flow, draft: DraftControl, editing: Editing, isShown: boolean): TestPanel {
  const control = useTests(flow.id, isShown);
  const [chosen, open] = useState<number | null>(null);
  const { tests } = control;
  const opened = chosen !== null && chosen < tests.length ? chosen : null;
  const run = useTestReport({
    ...{ flowId: flow.id, draft: editing.draft, text: draft.text, tests, opened },
    isNeeded: isShown && control.saver !== null,
  });
  const { conduct } = run;
  const shown = isShown && opened !== null && conduct?.ok ? conduct : null;
  const trail = useMemo(() => shown && toTrail(shown.trace), [shown]);
  const fault = useMemo(() => shown && findFault(shown), [shown]);
  return { control, run, opened, open, trail, fault };
}

// The last node that the failing step passed; a called flow is not on this canvas.
function findFault({
  failures: [first],
  observed,
  trace,
}: Extract<TestConduct, { ok: true }>): TestFault | null {
  if (!first) return null;
  const step = first.at === 'step' ? observed[(first.step ?? 0) + 1] : observed.at(-1);
  const node =
    step?.path.findLast((key) => !key.includes('/')) ?? trace.findLast(({ flow }) => flow === '')?.nodeId;
  return node ? { node, message: first.message } : null;
}
