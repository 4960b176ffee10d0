'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { SessionRow } from './session-columns';

type EndBarProps = { rows: readonly SessionRow[]; onDone: () => void };

/** Ends the selected sessions. */
export function EndBar({ rows, onDone }: EndBarProps) {
  const [asking, setAsking] = useState(false);
  const end = useEnd(() => {
    setAsking(false);
    onDone();
  });
  const running = rows.filter(({ status }) => !isOver(status));
  return (
    <section aria-label="Selected sessions" className="mb-3">
      <div className="flex flex-wrap items-center gap-3 rounded-lg border bg-subtle px-4 py-2 text-sm">
        <span className="font-medium">{rows.length} selected</span>
        {running.length < rows.length && (
          <span className="text-ink-2">{rows.length - running.length} over already</span>
        )}
        <span className="ml-auto flex gap-2">
          <Button variant="ghost" size="sm" onClick={onDone}>
            Clear
          </Button>
          <Button size="sm" disabled={running.length === 0} onClick={() => setAsking(true)}>
            End {running.length === 1 ? 'session' : `${String(running.length)} sessions`}
          </Button>
        </span>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          end.reset();
          setAsking(open);
        }}
        title={running.length === 1 ? 'End this session?' : `End ${String(running.length)} sessions?`}
        action="End"
        pending={end.isPending}
        error={toShownError(end.error)}
        onConfirm={() => end.mutate({ sessionIds: running.map(({ id }) => id) })}
      >
        The people in them get no further answer. This cannot be undone.
      </ConfirmDialog>
    </section>
  );
}

function useEnd(onEnded: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.session.endAll.mutationOptions({
      onSuccess: async ({ ended, left }) => {
        await invalidate(queries, trpc.session.pathFilter());
        toast.success(wordOutcome(ended, left));
        onEnded();
      },
    }),
  );
}

function wordOutcome(ended: number, left: number): string {
  const done = ended === 1 ? '1 session ended' : `${String(ended)} sessions ended`;
  return left === 0 ? done : `${done}, ${String(left)} were over already`;
}
