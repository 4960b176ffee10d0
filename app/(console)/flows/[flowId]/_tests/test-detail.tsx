'use client';
import { Copy, Plus, Trash2 } from 'lucide-react';
import type { TestConduct } from '@/app/_features/flow/engine/test-tasks';
import { numberItems } from '@/app/_lib/number-items';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/form/input';
import type { FlowTestInput } from '@/server/engine/flow-test/test-document';
import { AnswerFields } from './_fields/answer-fields';
import { ExpectationFields } from './_fields/expectation-fields';
import { createStep, duplicateTest, type Step } from './_model/new-test';
import type { TestSaver, Tests } from './_model/test-saver';
import { StartCard } from './start-card';
import { StepCard } from './step-card';
import { StepFailures } from './step-failures';

type TestDetailProps = {
  saver: TestSaver;
  tests: Tests;
  index: number;
  /** What the flow does in it; null before it has run. */
  conduct: TestConduct | null;
  callers: readonly string[];
  readOnly: boolean;
  onOpen: (index: number | null) => void;
};

/** One test: its steps with what the flow said and must say, edited in place. */
export function TestDetail(props: TestDetailProps) {
  const { saver, tests, index, conduct, callers, readOnly, onOpen } = props;
  const test = tests[index];
  if (!test) return null;
  const { steps = [] } = test;
  const change = (part: Partial<FlowTestInput>, place: string | null = null) =>
    saver.edit((all) => all.with(index, { ...test, ...part }), place && `${String(index)} ${place}`);
  const setSteps = (next: Step[], place: string | null = null) => change({ steps: next }, place);
  const ran = conduct?.ok ? conduct : null;
  const failuresAt = (at: 'start' | 'step' | 'end', step: number | null = null) =>
    ran?.failures.filter((failure) => failure.at === at && failure.step === step) ?? [];
  return (
    <div className="space-y-3 p-4">
      <div className="flex gap-2">
        <Input
          aria-label="Name of the test"
          className="h-8 font-medium"
          maxLength={200}
          disabled={readOnly}
          value={test.name}
          onChange={({ target }) => change({ name: target.value }, 'name')}
        />
        {!readOnly && (
          <>
            <Button
              size="icon"
              variant="ghost"
              aria-label="Duplicate test"
              title="Duplicate test"
              onClick={() => {
                saver.edit((all) => duplicateTest(all, index));
                onOpen(index + 1);
              }}
            >
              <Copy aria-hidden />
            </Button>
            <Button
              size="icon"
              variant="ghost"
              aria-label="Delete test"
              title="Delete test"
              onClick={() => {
                saver.edit((all) => all.toSpliced(index, 1));
                onOpen(null);
              }}
            >
              <Trash2 aria-hidden />
            </Button>
          </>
        )}
      </div>
      <StartCard
        start={test.start ?? {}}
        came={ran?.observed[0]}
        failures={failuresAt('start')}
        readOnly={readOnly}
        onChange={(start) => change({ start }, 'start')}
      />
      {numberItems(steps).map(({ item: step, place: at }) => (
        <StepCard
          key={at}
          number={at + 1}
          step={step}
          came={ran?.observed[at + 1]}
          failures={failuresAt('step', at)}
          readOnly={readOnly}
          onChange={(next) => setSteps(steps.with(at, next), `step ${String(at)}`)}
          onRemove={() => setSteps(steps.toSpliced(at, 1))}
          onInsert={() => setSteps(steps.toSpliced(at + 1, 0, createStep('say')))}
        />
      ))}
      {!readOnly && (
        <Button size="sm" onClick={() => setSteps([...steps, createStep('say')])}>
          <Plus aria-hidden /> Add step
        </Button>
      )}
      <section aria-label="At the end" className="rounded-lg border p-3">
        <h3 className="mb-2 font-medium text-sm">At the end</h3>
        <StepFailures failures={failuresAt('end')} />
        <ExpectationFields
          expectation={test.expect ?? {}}
          readOnly={readOnly}
          onChange={(expect) => change({ expect }, 'end')}
        />
      </section>
      {(callers.length > 0 || Object.keys(test.answers ?? {}).length > 0) && (
        <section aria-label="What calls answer" className="rounded-lg border p-3">
          <h3 className="font-medium text-sm">What calls answer</h3>
          <p className="mb-2 text-ink-2 text-xs">
            Nothing is sent in a test. The answers of a node are used in order, and the last one from then on.
          </p>
          <AnswerFields
            answers={test.answers ?? {}}
            callers={callers}
            readOnly={readOnly}
            onChange={(answers) => change({ answers }, 'answers')}
          />
        </section>
      )}
    </div>
  );
}
