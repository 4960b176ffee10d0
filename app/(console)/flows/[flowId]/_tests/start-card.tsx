'use client';
import { Check, CornerDownRight, Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import type { Observation } from '@/server/engine/flow-test/observe';
import type { FlowTestInput } from '@/server/engine/flow-test/test-document';
import type { TestFailure } from '@/server/engine/flow-test/test-result';
import { ExpectationFields } from './_fields/expectation-fields';
import { RecordRows } from './_fields/record-rows';
import { expectCame } from './_model/expect-came';
import { ObservedWords } from './observed-words';
import { StepFailures } from './step-failures';

type Start = NonNullable<FlowTestInput['start']>;
type StartCardProps = {
  start: Start;
  came: Observation | undefined;
  failures: readonly TestFailure[];
  readOnly: boolean;
  onChange: (start: Start) => void;
};

/** The start of a test: the variables that the caller gives, and what the flow did and must do then. */
export function StartCard({ start, came, failures, readOnly, onChange }: StartCardProps) {
  const [isEdited, setEdited] = useState(false);
  const names = Object.keys(start.variables ?? {});
  return (
    <section
      aria-label="Start"
      className={cn('rounded-lg border p-3', failures.length > 0 && 'border-failed-dot')}
    >
      <div className="flex items-center gap-1">
        <h3 className="min-w-0 flex-1 truncate font-medium text-sm">
          The conversation starts{names.length > 0 && ` with ${names.join(', ')}`}
        </h3>
        <Button
          size="icon-sm"
          variant="ghost"
          aria-expanded={isEdited}
          aria-label={readOnly ? 'Show the start' : 'Edit the start'}
          onClick={() => setEdited(!isEdited)}
        >
          {isEdited ? <Check aria-hidden /> : <Pencil aria-hidden />}
        </Button>
      </div>
      {isEdited && (
        <fieldset className="mt-2">
          <legend className="text-ink-2 text-xs">Variables that the caller gives</legend>
          <RecordRows
            noun="variable"
            values={start.variables ?? {}}
            readOnly={readOnly}
            onChange={(variables) => onChange({ ...start, variables })}
          />
        </fieldset>
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
                    onClick={() => onChange({ ...start, expect: expectCame(start.expect, came) })}
                  >
                    Expect what came
                  </Button>
                )}
              </div>
              <ExpectationFields
                expectation={start.expect ?? {}}
                readOnly={readOnly}
                onChange={(expect) => onChange({ ...start, expect })}
              />
            </div>
          )}
        </div>
      </div>
    </section>
  );
}
