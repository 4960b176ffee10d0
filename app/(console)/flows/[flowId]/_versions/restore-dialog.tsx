'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { DraftControl, Flow } from '../_draft/use-draft';

type RestoreDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  number: number;
  flow: Flow;
  draft: DraftControl;
  onDone: () => void;
};

/** Asks before a version replaces the draft. */
export function RestoreDialog({ open, onOpenChange, number, flow, draft, onDone }: RestoreDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const restore = useMutation({
    // The request names the revision, so that a save in between is not overwritten.
    mutationFn: async () => {
      await draft.saver.flush();
      const ifRev = draft.saver.snapshot().rev;
      return client.flow.restoreVersion.mutate({ flowId: flow.id, number, ifRev });
    },
    onSuccess: (restored) => {
      draft.adopt(restored);
      setQueryAnswer(queries, trpc.flow.get.queryKey({ flowId: flow.id }), restored);
      toast.success(`The draft is now a copy of v${String(number)}.`, { position: 'top-center' });
      onOpenChange(false);
      onDone();
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      danger={false}
      title={`Restore v${String(number)} into the draft?`}
      action="Restore"
      pending={restore.isPending}
      error={toShownError(restore.error)}
      onConfirm={() => restore.mutate()}
    >
      The current draft is replaced by a copy of v{number}. Callers are not affected until you publish.
    </ConfirmDialog>
  );
}
