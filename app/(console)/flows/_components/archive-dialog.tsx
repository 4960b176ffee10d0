'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';

type ArchiveDialogProps = {
  flow: { id: string; name: string; slug: string };
  onClose: () => void;
  /** Called once the flow is archived; default: the dialog closes. */
  onArchived?: () => void;
};

/** Asks before a flow is archived. */
export function ArchiveDialog({ flow, onClose, onArchived = onClose }: ArchiveDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const archive = useMutation(
    trpc.flow.archive.mutationOptions({
      onSuccess: () => {
        void invalidate(queries, trpc.flow.list.pathFilter());
        toast.success(`${flow.name} is archived.`);
        onArchived();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Archive ${flow.name}?`}
      action="Archive flow"
      typed={flow.slug}
      pending={archive.isPending || archive.isSuccess}
      error={toShownError(archive.error)}
      onConfirm={() => archive.mutate({ flowId: flow.id })}
    >
      New sessions can no longer start on it, and its slug becomes available. Running sessions continue to
      their end. You can restore it from the archived flows in the list.
    </ConfirmDialog>
  );
}
