'use client';
import { CircleAlert, RotateCw } from 'lucide-react';
import { Button } from '../button';
import { CopyableId } from '../value/copyable-id';

/** An error for a person: what happened, what to do, and the request id to quote when asking for help. */
export type ShownError = { title: string; advice?: string | undefined; requestId?: string | undefined };

/** Shown in place of content that failed to load. */
export function ErrorState({ error, onRetry }: { error: ShownError; onRetry?: (() => void) | undefined }) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="flex size-9 items-center justify-center rounded-lg bg-failed-soft text-failed">
        <CircleAlert aria-hidden className="size-5" />
      </span>
      <div className="max-w-md space-y-1">
        <p className="font-medium">{error.title}</p>
        {error.advice && <p className="text-ink-2 text-sm">{error.advice}</p>}
      </div>
      {onRetry && (
        <Button onClick={onRetry}>
          <RotateCw aria-hidden /> Try again
        </Button>
      )}
      <RequestId id={error.requestId} />
    </div>
  );
}

/** Shown beside a form or in a dialog. */
export function ErrorNote({ error }: { error: ShownError }) {
  return (
    <div
      role="alert"
      className="flex gap-2.5 rounded-md border border-failed-dot/40 bg-failed-soft px-3 py-2.5 text-failed text-sm"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 space-y-0.5">
        <p className="font-medium">{error.title}</p>
        {error.advice && <p>{error.advice}</p>}
        <RequestId id={error.requestId} />
      </div>
    </div>
  );
}

function RequestId({ id }: { id: string | undefined }) {
  if (!id) return null;
  return (
    <p className="flex items-center justify-center gap-1.5 text-ink-2 text-xs">
      Request <CopyableId id={id} label="request id" />
    </p>
  );
}
