'use client';
import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { numberItems } from '@/app/_lib/number-items';
import { cn } from '@/app/_ui/cn';
import type { TestFailure } from '@/server/engine/flow-test/test-result';
import type { TestPanel } from './use-test-panel';

/** All tests, each with whether it passes and why it does not. */
export function TestList({ panel: { control, run, opened, open } }: { panel: TestPanel }) {
  const { report, tested } = run;
  return (
    <ol aria-label="Tests of this flow" className="py-1">
      {numberItems(control.tests).map(({ item: test, place: index }) => {
        // A test that was changed has no result until it has run again.
        const isRun = report?.ok && tested[index] === test;
        return (
          <li key={index}>
            <TestRow
              name={test.name}
              failure={isRun ? (report.results[index]?.failure ?? null) : undefined}
              isOpen={opened === index}
              onOpen={() => open(index)}
            />
          </li>
        );
      })}
    </ol>
  );
}

type TestRowProps = {
  name: string;
  /** Null for a test that passes; undefined before it has run. */
  failure: TestFailure | null | undefined;
  isOpen: boolean;
  onOpen: () => void;
};

function TestRow({ name, failure, isOpen, onOpen }: TestRowProps) {
  return (
    <button
      type="button"
      aria-current={isOpen || undefined}
      onClick={onOpen}
      className={cn(
        'flex w-full gap-2 px-4 py-1.5 text-left text-sm hover:bg-hover focus-visible:outline-offset-[-2px]',
        isOpen && 'bg-hover',
      )}
    >
      <ResultIcon failure={failure} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        {failure && <span className="line-clamp-2 text-failed text-xs">{failure.message}</span>}
      </span>
    </button>
  );
}

function ResultIcon({ failure }: Pick<TestRowProps, 'failure'>) {
  const place = 'mt-0.5 size-4 shrink-0';
  if (failure === undefined) return <CircleDashed aria-label="Runs" className={cn(place, 'text-ink-3')} />;
  if (failure === null) return <CircleCheck aria-label="Passes" className={cn(place, 'text-live')} />;
  return <CircleX aria-label="Fails" className={cn(place, 'text-failed')} />;
}
