'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import type { DeliveryRow } from '@/app/_features/delivery/delivery-status';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import { ErrorNote } from '@/app/_ui/state/error-state';

type ResendBarProps = { rows: readonly DeliveryRow[]; onDone: () => void };

/** The actions on the selected deliveries; hidden while none is selected. */
export function ResendBar({ rows, onDone }: ResendBarProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const resend = useMutation(
    trpc.delivery.resendAll.mutationOptions({
      onSuccess: async ({ resent, left }) => {
        await invalidate(queries, trpc.delivery.pathFilter());
        toast.success(wordOutcome(resent, left));
        onDone();
      },
    }),
  );
  const error = toShownError(resend.error);
  if (rows.length === 0) return null;
  const pending = rows.filter(({ status }) => status === 'pending').length;
  return (
    <section aria-label="Selected deliveries" className="mb-3 space-y-2">
      <div className="flex flex-wrap items-center gap-3 rounded-lg border bg-subtle px-4 py-2 text-sm">
        <span className="font-medium">{rows.length} selected</span>
        {pending > 0 && <span className="text-ink-2">{pending} pending will be sent anyway</span>}
        <span className="ml-auto flex gap-2">
          <Button variant="ghost" size="sm" onClick={onDone}>
            Clear
          </Button>
          <Button
            size="sm"
            pending={resend.isPending}
            disabled={pending === rows.length}
            onClick={() => resend.mutate({ deliveryIds: rows.map(({ id }) => id) })}
          >
            <RotateCw aria-hidden /> Resend
          </Button>
        </span>
      </div>
      {error && <ErrorNote error={error} />}
    </section>
  );
}

function wordOutcome(resent: number, left: number): string {
  const done =
    resent === 1 ? '1 delivery will be sent again' : `${String(resent)} deliveries will be sent again`;
  return left === 0 ? done : `${done}, ${String(left)} unchanged`;
}
