'use client';
import { useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import Link from 'next/link';
import { SessionStatusBadge } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { shortId } from '@/app/_ui/value/copyable-id';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { listRecentSessions } from './home-queries';

type Session = RouterOutputs['session']['list']['items'][number];

const SKELETONS = 8;

const COLUMNS: [Column<Session>, ...Column<Session>[]] = [
  {
    key: 'flow',
    header: 'Session',
    className: 'md:max-w-56',
    cell: (session) => <SessionName session={session} />,
  },
  { key: 'status', header: 'State', cell: ({ status }) => <SessionStatusBadge status={status} /> },
  {
    key: 'last',
    header: 'Last message',
    wideOnly: true,
    className: 'w-full max-w-0 text-ink-2',
    cell: ({ lastText }) => <span className="block truncate">{lastText}</span>,
  },
  {
    key: 'active',
    header: 'Active',
    align: 'right',
    className: 'whitespace-nowrap text-ink-2',
    cell: ({ lastActivityAt }) => <RelativeTime at={lastActivityAt} />,
  },
];

/** The latest sessions, without test sessions. */
export function RecentSessions() {
  const sessions = useQuery(listRecentSessions(useTRPC()));
  return (
    <Card>
      <CardHeader
        title="Recent sessions"
        action={
          <Button asChild variant="ghost" size="sm">
            <Link href={paths.sessions()}>All sessions</Link>
          </Button>
        }
      />
      <DataTable
        label="Recent sessions"
        columns={COLUMNS}
        rows={sessions.data?.items}
        rowKey={({ id }) => id}
        rowHref={({ id }) => paths.session(id)}
        error={toShownError(sessions.error)}
        onRetry={() => sessions.refetch()}
        skeletonRows={SKELETONS}
        empty={
          <EmptyState icon={MessagesSquare} title="No session yet">
            Conversations with a published flow appear here.
          </EmptyState>
        }
      />
    </Card>
  );
}

function SessionName({ session }: { session: Session }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="min-w-0 md:truncate" title={session.flowName}>
        {session.flowName}
      </span>
      <span className="shrink-0 font-mono font-normal text-ink-2 text-xs">{shortId(session.id)}</span>
    </span>
  );
}
