'use client';
import { useQuery } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { describeDevice, type SignIn } from './describe-device';
import { EndSignIn } from './end-sign-in';
import { EndSignIns } from './end-sign-ins';

const COLUMNS: [Column<SignIn>, ...Column<SignIn>[]] = [
  {
    key: 'what',
    header: 'Device',
    cell: (signIn) => (
      <span className="flex flex-wrap items-center gap-x-2">
        {describeDevice(signIn)}
        {signIn.isThisOne && <Badge tone="accent">This device</Badge>}
      </span>
    ),
  },
  {
    key: 'where',
    header: 'Address',
    cell: ({ address }) => <span className="text-ink-2">{address ?? 'Unknown'}</span>,
  },
  { key: 'began', header: 'Signed in', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  { key: 'seen', header: 'Last seen', cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
  { key: 'end', header: 'Action', align: 'right', cell: (signIn) => <EndSignIn signIn={signIn} /> },
];

/** The person's sign-ins, each with an action to end it. */
export function SignIns() {
  const trpc = useTRPC();
  const signIns = useQuery(trpc.account.listSignIns.queryOptions());
  return (
    <Card>
      <CardHeader
        title="Sign-ins"
        description="Devices that are signed in to your account. If you do not recognize one, sign it out and change your password."
        action={<EndSignIns />}
      />
      <DataTable
        label="Sign-ins"
        columns={COLUMNS}
        rows={signIns.data}
        rowKey={({ id }) => id}
        error={toShownError(signIns.error)}
        onRetry={() => signIns.refetch()}
        skeletonRows={2}
        empty={
          <EmptyState icon={MonitorSmartphone} title="No sign-ins">
            Devices that sign in appear here.
          </EmptyState>
        }
      />
    </Card>
  );
}
