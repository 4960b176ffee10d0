'use client';
import { useQuery } from '@tanstack/react-query';
import { SessionStatusBadge } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { shortId } from '@/app/_ui/value/copyable-id';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { ContactSession } from '../../_model/contact';
import { listContactSessions } from '../../_model/contact-queries';

const COLUMNS: [Column<ContactSession>, ...Column<ContactSession>[]] = [
  {
    key: 'id',
    header: 'Session',
    cell: ({ id }) => <span className="font-mono text-xs">{shortId(id)}</span>,
  },
  { key: 'channel', header: 'Channel', cell: ({ channel }) => channel },
  { key: 'status', header: 'Status', cell: ({ status }) => <SessionStatusBadge status={status} /> },
  {
    key: 'active',
    header: 'Last active',
    align: 'right',
    cell: ({ lastActivityAt }) => (
      <RelativeTime at={lastActivityAt} className="whitespace-nowrap text-ink-2" />
    ),
  },
];

/** The last sessions of a contact. */
export function ContactSessions({ contactId }: { contactId: string }) {
  const trpc = useTRPC();
  const sessions = useQuery(listContactSessions(trpc, contactId));
  return (
    <Card>
      <CardHeader title="Sessions" description="The last 100 at all addresses, newest first." />
      <DataTable
        label="Sessions of the contact"
        columns={COLUMNS}
        rows={sessions.data}
        rowKey={({ id }) => id}
        rowHref={({ id }) => paths.session(id)}
        error={toShownError(sessions.error)}
        onRetry={sessions.refetch}
        skeletonRows={3}
        empty={<p className="px-4 py-6 text-ink-2 text-sm">No sessions are kept.</p>}
      />
    </Card>
  );
}
