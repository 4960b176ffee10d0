'use client';
import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';

type Member = RouterOutputs['account']['listColleagues'][number];

const COLUMNS: [Column<Member>, ...Column<Member>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name }) => <span className="[overflow-wrap:anywhere]">{name}</span>,
  },
  {
    key: 'email',
    header: 'Email',
    cell: ({ email }) => <span className="text-ink-2 [overflow-wrap:anywhere]">{email}</span>,
  },
  { key: 'role', header: 'Role', cell: ({ role }) => <Badge>{role}</Badge> },
  { key: 'joined', header: 'Joined', align: 'right', cell: ({ joinedAt }) => <RelativeTime at={joinedAt} /> },
];

/** The members of the organization. */
export function Colleagues() {
  const trpc = useTRPC();
  const members = useQuery(trpc.account.listColleagues.queryOptions());
  return (
    <Card>
      <CardHeader title="Members" description="Everyone who can sign in to this organization." />
      <DataTable
        label="Members"
        columns={COLUMNS}
        rows={members.data}
        rowKey={({ userId }) => userId}
        error={toShownError(members.error)}
        onRetry={() => members.refetch()}
        skeletonRows={2}
        empty={
          <EmptyState icon={Users} title="No members">
            Members appear here.
          </EmptyState>
        }
      />
    </Card>
  );
}
