'use client';
import { CircleCheck, CircleX } from 'lucide-react';
import { numberItems } from '@/app/_lib/number-items';
import { toShownError } from '@/app/_trpc/problems';
import { Field } from '@/app/_ui/form/field';
import { Textarea } from '@/app/_ui/form/textarea';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { PublishCheck } from './use-publish-check';

type PublishTestsProps = { check: PublishCheck; reason: string; onReason: (reason: string) => void };

/** How the tests of the flow go on the draft, and why it is published although some fail. */
export function PublishTests({ check, reason, onReason }: PublishTestsProps) {
  const { result, error } = check;
  if (error) return <ErrorNote error={toShownError(error) ?? { title: 'The tests did not run.' }} />;
  if (!result)
    return check.isRunning ? <p className="text-ink-2 text-sm">The tests of this flow run…</p> : null;
  const { passed, failures } = result;
  if (failures.length === 0)
    return passed === 0 ? null : (
      <p role="status" className="flex items-center gap-2 text-sm">
        <CircleCheck aria-hidden className="size-4 text-live" />
        {passed === 1 ? 'The test of this flow passes.' : `All ${passed.toLocaleString('en')} tests pass.`}
      </p>
    );
  return (
    <section aria-label="Tests that fail" className="space-y-3 rounded-lg border border-failed-dot p-4">
      <h3 className="font-medium text-failed text-sm">
        {failures.length === 1 ? 'A test fails' : `${failures.length.toLocaleString('en')} tests fail`}
        <span className="font-normal text-ink-2">{` of ${(passed + failures.length).toLocaleString('en')}`}</span>
      </h3>
      <ul className="max-h-44 space-y-2 overflow-y-auto">
        {numberItems(failures).map(({ item: { name, message }, place }) => (
          <li key={place} className="flex gap-2 text-sm">
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-failed" />
            <div className="min-w-0">
              <p className="truncate">{name}</p>
              <p className="text-ink-2 text-xs [overflow-wrap:anywhere]">{message}</p>
            </div>
          </li>
        ))}
      </ul>
      <ReasonField reason={reason} onReason={onReason} />
    </section>
  );
}

/** Why a draft is published although tests fail. */
export function ReasonField({ reason, onReason }: Omit<PublishTestsProps, 'check'>) {
  return (
    <Field
      label="Reason to publish all the same"
      error={null}
      hint="Fix the draft or its tests, or write why it is published. The audit log keeps the reason."
    >
      {(props) => (
        <Textarea
          {...props}
          maxLength={500}
          value={reason}
          onChange={({ target }) => onReason(target.value)}
        />
      )}
    </Field>
  );
}
