'use client';
import { Check, CornerDownRight, Pencil, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import type { Observation } from '@/server/engine/flow-test/observe';
import type { TestFailure } from '@/server/engine/flow-test/test-result';
import { ExpectationFields } from './_fields/expectation-fields';
import { NativeSelect } from './_fields/native-select';
import { StepFields } from './_fields/step-fields';
import { expectCame } from './_model/expect-came';
import { createStep, type Step } from './_model/new-test';
import { describeStep, STEP_WORDS } from './_model/test-words';
import { ObservedWords } from './observed-words';
import { StepFailures } from './step-failures';

type StepCardProps = {
  number: number;
  step: Step;
  /** What the flow did after it; undefined if the test does not come to it. */
  came: Observation | undefined;
  failures: readonly TestFailure[];
  readOnly: boolean;
  onChange: (step: Step) => void;
  onRemove: () => void;
  onInsert: () => void;
};

/** One step: what a person, a service or time does, and what the flow did and must do then. */
export function StepCard(props: StepCardProps) {
  const { number, step, came, failures, readOnly, onChange, onRemove, onInsert } = props;
  const [isEdited, setEdited] = useState(isBlank(step));
  const name = `step ${String(number)}`;
  return (
    <section
      aria-label={`Step ${String(number)}`}
      className={cn('rounded-lg border p-3', failures.length > 0 && 'border-failed-dot')}
    >
      <div className="flex items-center gap-1">
        <h3 className="min-w-0 flex-1 truncate font-medium text-sm" title={describeStep(step)}>
          {number}. {describeStep(step)}
        </h3>
        <Button
          size="icon-sm"
          variant="ghost"
          aria-expanded={isEdited}
          aria-label={readOnly ? `Show ${name}` : `Edit ${name}`}
          onClick={() => setEdited(!isEdited)}
        >
          {isEdited ? <Check aria-hidden /> : <Pencil aria-hidden />}
        </Button>
        {!readOnly && (
          <>
            <Button size="icon-sm" variant="ghost" aria-label={`Add a step after ${name}`} onClick={onInsert}>
              <Plus aria-hidden />
            </Button>
            <Button size="icon-sm" variant="ghost" aria-label={`Delete ${name}`} onClick={onRemove}>
              <X aria-hidden />
            </Button>
          </>
        )}
      </div>
      {isEdited && (
        <div className="mt-2 space-y-2">
          <NativeSelect
            label={`Kind of ${name}`}
            disabled={readOnly}
            value={step.type}
            words={STEP_WORDS}
            onChange={(type) => onChange(createStep(type, step))}
          />
          <StepFields step={step} readOnly={readOnly} onChange={onChange} />
        </div>
      )}
      <div className="mt-2 flex gap-2">
        <CornerDownRight aria-hidden className="mt-1 size-4 shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1">
          <StepFailures failures={failures} />
          <ObservedWords came={came} />
          {isEdited && (
            <div className="mt-3 space-y-2 border-t pt-2">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <h4 className="font-medium text-sm">The flow must</h4>
                {!readOnly && came && (
                  <Button
                    size="sm"
                    variant="link"
                    onClick={() => onChange({ ...step, expect: expectCame(step.expect, came) })}
                  >
                    Expect what came
                  </Button>
                )}
              </div>
              <ExpectationFields
                expectation={step.expect ?? {}}
                readOnly={readOnly}
                onChange={(expect) => onChange({ ...step, expect })}
              />
            </div>
          )}
        </div>
      </div>
    </section>
  );
}

function isBlank(step: Step): boolean {
  return step.type === 'say' && step.text === '';
}
