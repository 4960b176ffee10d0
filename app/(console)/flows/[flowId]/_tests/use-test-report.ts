'use client';
import { useEffect, useMemo, useState } from 'react';
import type { Engine } from '@/app/_features/flow/engine/create-engine';
import { useOwnEngine } from '@/app/_features/flow/engine/engine-provider';
import { runLatest } from '@/app/_features/flow/engine/run-latest';
import type { DraftTests, TestConduct, TestsReport } from '@/app/_features/flow/engine/test-tasks';
import { useCalledFlows } from '@/app/_features/flow/engine/use-called-flows';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import type { Tests } from './_model/test-saver';

const PAUSE_MS = 250;

type Tested = {
  flowId: string;
  draft: Draft;
  text: string;
  tests: Tests;
  opened: number | null;
  isNeeded: boolean;
};

export type TestRunControl = {
  /** The results of the tests as they were run last; null before. */
  report: TestsReport | null;
  /** The tests that the report is about. */
  tested: Tests;
  /** What the flow does in the opened test. */
  conduct: TestConduct | null;
  /** Whether a run of the present draft and tests is still to come. */
  isRunning: boolean;
};

/** Runs the tests on the text of the draft, in a worker of their own, whenever the author pauses. */
export function useTestReport({ flowId, draft, text, tests, opened, isNeeded }: Tested): TestRunControl {
  const engine = useOwnEngine(isNeeded);
  const called = useCalledFlows(flowId, draft, isNeeded);
  const input = useMemo((): DraftTests | null => called && { text, called, tests }, [text, called, tests]);
  const all = useRun(engine, input, runAll);
  const test = opened === null ? undefined : tests[opened];
  const one = useMemo(() => (called && test ? { text, called, test } : null), [text, called, test]);
  const single = useRun(engine, one, runOne);
  return {
    report: all?.output ?? null,
    tested: (all?.input.tests as Tests | undefined) ?? [],
    conduct: (one && single?.output) ?? null,
    isRunning: isNeeded && input !== null && all?.input !== input,
  };
}

const runAll = (engine: Engine, input: DraftTests) => engine.run('runTests', input);
const runOne = (engine: Engine, input: Omit<DraftTests, 'tests'> & { test: unknown }) =>
  engine.run('runTest', input);

type Run<Input, Output> = (engine: Engine, input: Input) => Promise<Output>;

/** Runs a task on the latest input after a pause; keeps the last output until the next. */
function useRun<Input, Output>(engine: Engine | null, input: Input | null, task: Run<Input, Output>) {
  const [last, setLast] = useState<{ input: Input; output: Output } | null>(null);
  const run = useMemo(
    () =>
      engine &&
      runLatest(
        (given: Input) => task(engine, given),
        (given, output) => setLast({ input: given, output }),
      ),
    [engine, task],
  );
  useEffect(() => {
    if (!run || input === null) return;
    const timer = setTimeout(() => run(input), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [run, input]);
  return last;
}
