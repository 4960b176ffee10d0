'use client';
import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { Conversation } from '../_model/describe-hold';
import { useInvalidateInbox } from './use-conversation';

type CloseDialogProps = { conversation: Conversation; open: boolean; onClose: () => void };

/** Asks before a conversation is closed for good. */
export function CloseDialog({ conversation, open, onClose }: CloseDialogProps) {
  const trpc = useTRPC();
  const refresh = useInvalidateInbox();
  const end = useMutation(
    trpc.session.end.mutationOptions({
      onSuccess: () => {
        toast.success('The conversation is closed');
        onClose();
        void refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        end.reset();
        if (!next) onClose();
      }}
      title={`Close the conversation with ${conversation.person}?`}
      action="Close conversation"
      pending={end.isPending}
      error={toShownError(end.error)}
      onConfirm={() => end.mutate({ sessionId: conversation.id })}
    >
      Its flow ends, and this cannot be undone. When the person writes again, a new conversation starts. To
      let the flow continue, hand the conversation back instead.
    </ConfirmDialog>
  );
}
