'use client';
import { Button } from '@/app/_ui/button';
import type { TestSession } from './use-test-session';

const OUTCOMES = [
  { status: 'success', label: 'Success' },
  { status: 'failed', label: 'Failed' },
  { status: 'hangup', label: 'Hang-up' },
] as const;

/** The outcome of a transfer, as the caller's system would report it. */
export function TransferOutcome({ testSession, className }: { testSession: TestSession; className: string }) {
  return (
    <fieldset className={className} disabled={testSession.busy}>
      <legend className="float-left mb-2 w-full text-ink-2 text-sm">How did the transfer go?</legend>
      <div className="clear-both grid grid-cols-3 gap-2">
        {OUTCOMES.map(({ status, label }) => (
          <Button key={status} onClick={() => testSession.send({ type: 'transferResult', status })}>
            {label}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
