'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, MailPlus } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { roleLabel } from './roles';

type Invitation = RouterOutputs['organization']['listInvitations'][number];

const COLUMNS: [Column<Invitation>, ...Column<Invitation>[]] = [
  {
    key: 'email',
    header: 'Email',
    cell: ({ email }) => <span className="[overflow-wrap:anywhere]">{email}</span>,
  },
  { key: 'role', header: 'Role', cell: ({ role }) => <Badge>{roleLabel(role)}</Badge> },
  {
    key: 'sent',
    header: 'Invited',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} className="text-ink-2" />,
  },
  {
    key: 'ends',
    header: 'Link ends',
    cell: ({ expiresAt }) => <RelativeTime at={expiresAt} className="text-ink-2" />,
  },
];

/** The open invitations. */
export function InvitationsCard({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const invitations = useQuery(trpc.organization.listInvitations.queryOptions());
  return (
    <Card>
      <CardHeader title="Open invitations" description="Each link works for one person." />
      <DataTable
        label="Open invitations"
        columns={COLUMNS}
        rows={invitations.data?.filter(({ status }) => status === 'open')}
        rowKey={({ id }) => id}
        error={toShownError(invitations.error)}
        onRetry={() => invitations.refetch()}
        skeletonRows={1}
        {...(mayWrite
          ? {
              actions: (invitation: Invitation) => (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Revoke ${invitation.email}`}
                  onClick={() => setRevoking(invitation)}
                >
                  <Ban aria-hidden />
                </Button>
              ),
            }
          : {})}
        empty={
          <EmptyState icon={MailPlus} title="No open invitations">
            {mayWrite
              ? 'Invite someone by email, and send them the link you get.'
              : 'An admin or owner can invite people.'}
          </EmptyState>
        }
      />
      <RevokeInvitation invitation={revoking} onClose={() => setRevoking(null)} />
    </Card>
  );
}

function RevokeInvitation({ invitation, onClose }: { invitation: Invitation | null; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const revoke = useMutation(
    trpc.organization.revokeInvitation.mutationOptions({
      onSuccess: async () => {
        await invalidate(cache, trpc.organization.listInvitations.pathFilter());
        toast.success('Invitation revoked');
      },
    }),
  );
  return (
    <ConfirmDialog
      open={invitation !== null}
      onOpenChange={(open) => {
        revoke.reset();
        if (!open) onClose();
      }}
      title={`Revoke the invitation of ${invitation?.email ?? ''}?`}
      action="Revoke invitation"
      pending={revoke.isPending}
      error={toShownError(revoke.error)}
      onConfirm={() => invitation && revoke.mutate({ invitationId: invitation.id }, { onSuccess: onClose })}
    >
      Their link stops working. You can invite them again.
    </ConfirmDialog>
  );
}
