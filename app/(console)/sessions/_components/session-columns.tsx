import Link from 'next/link';
import { SessionStatusBadge } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Badge } from '@/app/_ui/badge';
import { shortId } from '@/app/_ui/copyable-id';
import { Countdown } from '@/app/_ui/countdown';
import type { Column } from '@/app/_ui/data-table';
import { RelativeTime } from '@/app/_ui/relative-time';

export type SessionRow = RouterOutputs['session']['list']['items'][number];

const NOTHING = <span className="text-ink-3">–</span>;

/** What is shown of each session. */
export const SESSION_COLUMNS: readonly [Column<SessionRow>, ...Column<SessionRow>[]] = [
  {
    key: 'session',
    header: 'Session',
    className: 'whitespace-nowrap',
    cell: ({ id, trial }) => (
      <span className="inline-flex items-center gap-2">
        <span className="font-mono text-xs" title={id}>
          {shortId(id)}
        </span>
        {trial && <Badge>Trial</Badge>}
      </span>
    ),
  },
  { key: 'state', header: 'State', cell: ({ status }) => <SessionStatusBadge status={status} /> },
  { key: 'flow', header: 'Flow', className: 'md:max-w-44', cell: (row) => <FlowCell row={row} /> },
  { key: 'from', header: 'From', className: 'md:max-w-44', cell: (row) => <FromCell row={row} /> },
  {
    key: 'last',
    header: 'Last message',
    className: 'w-full md:max-w-0',
    cell: ({ lastText }) => (
      <span className="block truncate max-md:text-right" title={lastText ?? undefined}>
        {lastText || NOTHING}
      </span>
    ),
  },
  { key: 'turns', header: 'Turns', align: 'right', cell: ({ turnNo }) => turnNo },
  {
    key: 'age',
    header: 'Started',
    wideOnly: true,
    className: 'whitespace-nowrap text-ink-2',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    key: 'activity',
    header: 'Active',
    className: 'whitespace-nowrap text-ink-2',
    cell: ({ lastActivityAt }) => <RelativeTime at={lastActivityAt} />,
  },
  {
    key: 'left',
    header: 'Time left',
    className: 'whitespace-nowrap',
    cell: ({ expiresAt, finishedAt }) =>
      finishedAt !== null || expiresAt === null ? NOTHING : <Countdown at={expiresAt} />,
  },
];

function FromCell({ row: { channel, externalId } }: { row: SessionRow }) {
  const words = externalId === null ? channel : `${channel} · ${externalId}`;
  return (
    <span className="block truncate" title={words}>
      {channel}
      {externalId !== null && <span className="text-ink-2"> · {externalId}</span>}
    </span>
  );
}

function FlowCell({ row }: { row: SessionRow }) {
  const { flowId, flowName, versionNumber } = row;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <Link
        href={paths.flow(flowId)}
        title={flowName}
        className="relative z-10 min-w-0 truncate rounded-sm hover:underline"
      >
        {flowName}
      </Link>
      <span className="shrink-0 text-ink-2 text-xs">
        {versionNumber === null ? 'draft' : `v${String(versionNumber)}`}
      </span>
    </span>
  );
}
