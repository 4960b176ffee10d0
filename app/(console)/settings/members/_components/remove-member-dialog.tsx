'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { Member } from '../_model/member';
import { MemberKeys } from './member-keys';

/** Asks before a member is removed. */
export function RemoveMemberDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { user } = useViewer();
  const isMe = member?.userId === user.id;
  const remove = useMutation(
    trpc.organization.removeMember.mutationOptions({
      onSuccess: async () => {
        if (isMe) return window.location.assign(paths.signIn());
        await invalidate(cache, trpc.account.listColleagues.pathFilter());
        toast.success(`${member?.name ?? ''} removed`);
      },
    }),
  );
  const keys = useQuery(
    trpc.organization.listMemberKeys.queryOptions(
      { userId: member?.userId ?? '' },
      { enabled: member !== null, staleTime: 0 },
    ),
  );
  const [keptKeyIds, setKept] = useState<string[]>([]);
  const name = member?.name ?? '';
  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={(open) => {
        remove.reset();
        setKept([]);
        if (!open) onClose();
      }}
      title={isMe ? 'Leave the organization?' : `Remove ${name}?`}
      action={isMe ? 'Leave' : 'Remove member'}
      pending={remove.isPending || (member !== null && keys.isPending)}
      error={toShownError(remove.error ?? keys.error)}
      onConfirm={() => member && remove.mutate({ userId: member.userId, keptKeyIds }, { onSuccess: onClose })}
    >
      <p>
        {isMe ? 'You are' : 'They are'} signed out at once. Conversations that {isMe ? 'you' : 'they'} answer
        go back to the queue. Flows and channels that {isMe ? 'you' : 'they'} made stay. To come back,{' '}
        {isMe ? 'you need' : 'they need'} an invitation.
      </p>
      <MemberKeys keys={keys.data ?? []} kept={keptKeyIds} onKeep={setKept} isMe={isMe} />
    </ConfirmDialog>
  );
}
