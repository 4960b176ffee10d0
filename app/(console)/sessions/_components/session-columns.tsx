import Link from 'next/link';
import { isOver, SessionStatusBadge } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { Column } from '@/app/_ui/list/data-table';
import { Badge } from '@/app/_ui/value/badge';
import { shortId } from '@/app/_ui/value/copyable-id';
import { Countdown } from '@/app/_ui/value/countdown';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { StatusBadge } from '@/app/_ui/value/status-badge';

export type SessionRow = RouterOutputs['session']['list']['items'][number];

const NOTHING = <span className="text-ink-3">–</span>;

/** The columns of the list of sessions. */
export const SESSION_COLUMNS: readonly [Column<SessionRow>, ...Column<SessionRow>[]] = [
  {
    key: 'session',
    header: 'Session',
    className: 'whitespace-nowrap',
    cell: ({ id, isTest }) => (
      <span className="inline-flex items-center gap-2">
        <span className="font-mono text-xs" title={id}>
          {shortId(id)}
        </span>
        {isTest && <Badge>Test</Badge>}
      </span>
    ),
  },
  { key: 'state', header: 'State', cell: (row) => <StateCell row={row} /> },
  {
    key: 'flow',
    header: 'Flow',
    className: 'md:max-w-32 2xl:max-w-44',
    cell: (row) => <FlowCell row={row} />,
  },
  {
    key: 'channel',
    header: 'Channel',
    className: 'md:max-w-24 2xl:max-w-32',
    cell: (row) => <ChannelCell row={row} />,
  },
  { key: 'who', header: 'Who', className: 'md:max-w-28 2xl:max-w-36', cell: (row) => <WhoCell row={row} /> },
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
    header: 'Age',
    wideOnly: true,
    className: 'whitespace-nowrap text-ink-2',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    key: 'left',
    header: 'Time left',
    className: 'whitespace-nowrap',
    cell: ({ expiresAt, finishedAt }) =>
      finishedAt !== null || expiresAt === null ? NOTHING : <Countdown at={expiresAt} />,
  },
];

// People look here for waiting visitors, so that wait is shown before the flow's.
function StateCell({ row: { status, waitingSince, control } }: { row: SessionRow }) {
  if (isOver(status)) return <SessionStatusBadge status={status} />;
  if (waitingSince !== null) return <StatusBadge tone="human">Waiting for a person</StatusBadge>;
  if (control === 'human') return <StatusBadge tone="human">With a person</StatusBadge>;
  return <SessionStatusBadge status={status} />;
}

function ChannelCell({ row: { channel, channelName } }: { row: SessionRow }) {
  const words = channelName === null ? channel : `${channelName} (${channel})`;
  return (
    <span className="block truncate" title={words}>
      {channelName ?? channel}
    </span>
  );
}

function WhoCell({ row: { person, externalId } }: { row: SessionRow }) {
  if (person === null && externalId === null) return NOTHING;
  return (
    <span className="block truncate" title={[person, externalId].filter(Boolean).join(' · ')}>
      {person ?? externalId}
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
