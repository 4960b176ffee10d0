'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import { askAgain } from '@/app/_trpc/ask-again';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import type { Member } from './member-actions';

/** Asks before somebody is no longer a member. */
export function RemoveMemberDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { user } = useViewer();
  const isMe = member?.userId === user.id;
  const remove = useMutation(
    trpc.organization.removeMember.mutationOptions({
      onSuccess: async () => {
        if (isMe) return window.location.assign(paths.signIn());
        await askAgain(cache, trpc.account.listColleagues.pathFilter());
        toast.success(`${member?.name ?? ''} is removed`);
      },
    }),
  );
  const name = member?.name ?? '';
  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={(open) => {
        remove.reset();
        if (!open) onClose();
      }}
      title={isMe ? 'Leave the organization?' : `Remove ${name}?`}
      action={isMe ? 'Leave' : 'Remove member'}
      pending={remove.isPending}
      error={toShownError(remove.error)}
      onConfirm={() => member && remove.mutate({ userId: member.userId }, { onSuccess: onClose })}
    >
      {isMe ? 'You are' : 'They are'} signed out at once, and whom {isMe ? 'you' : 'they'} answer waits for
      somebody else. What {isMe ? 'you' : 'they'} made stays, and so do API keys. To come back, an invitation
      is needed.
    </ConfirmDialog>
  );
}
