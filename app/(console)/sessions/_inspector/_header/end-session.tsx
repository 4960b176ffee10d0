'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';

type EndSessionProps = { sessionId: string; open: boolean; onOpenChange: (open: boolean) => void };

/** Asks before it ends a session. */
export function EndSession({ sessionId, open, onOpenChange }: EndSessionProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const end = useMutation(
    trpc.session.end.mutationOptions({
      onSuccess: (session) => {
        setQueryAnswer(cache, trpc.session.get.queryKey({ sessionId }), session);
        onOpenChange(false);
        toast.success('Session ended.');
      },
    }),
  );
  const change = (next: boolean) => {
    end.reset();
    onOpenChange(next);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={change}
      title="End this session"
      action="End session"
      pending={end.isPending}
      error={toShownError(end.error)}
      onConfirm={() => end.mutate({ sessionId })}
    >
      No more messages can be sent. The transcript is kept. This cannot be undone.
    </ConfirmDialog>
  );
}
