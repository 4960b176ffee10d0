'use client';
import { useState } from 'react';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/form/input';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Bar } from './bar';
import { useSend } from './use-send';

type TransferOutcomeProps = { sessionId: string; destination: string | null };

/** Reports the outcome of a transfer to the flow. */
export function TransferOutcome({ sessionId, destination }: TransferOutcomeProps) {
  const [reason, setReason] = useState('');
  const send = useSend(sessionId);
  const error = toShownError(send.error);
  const sendOutcome = (status: 'success' | 'failed' | 'hangup') => {
    const failReason = status === 'failed' && reason.trim() !== '' ? { failReason: reason.trim() } : {};
    if (!send.isPending) send.mutate({ sessionId, input: { type: 'transferResult', status, ...failReason } });
  };
  return (
    <Bar>
      <fieldset className="space-y-2">
        <legend className="mb-1.5">
          Handed to a person{destination ? ` (${destination})` : ''}. How did it end?
        </legend>
        {error && <ErrorNote error={error} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button pending={send.isPending} onClick={() => sendOutcome('success')}>
            Succeeded
          </Button>
          <Button pending={send.isPending} onClick={() => sendOutcome('hangup')}>
            Hung up
          </Button>
          <span className="flex min-w-56 flex-1 items-center gap-2">
            <Input
              aria-label="Why it failed"
              placeholder="Why it failed, if it did"
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
              className="h-8 text-sm"
            />
            <Button pending={send.isPending} onClick={() => sendOutcome('failed')}>
              Failed
            </Button>
          </span>
        </div>
      </fieldset>
    </Bar>
  );
}
