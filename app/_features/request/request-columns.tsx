import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { Column } from '@/app/_ui/list/data-table';
import { CopyableId, shortId } from '@/app/_ui/value/copyable-id';
import { formatDuration } from '@/app/_ui/value/format-duration';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type StateTone, StatusBadge } from '@/app/_ui/value/status-badge';

type Request = RouterOutputs['apiKey']['listRequests']['items'][number];

/** The columns of the request log. */
export const REQUEST_COLUMNS: [Column<Request>, ...Column<Request>[]] = [
  {
    key: 'what',
    header: 'Request',
    className: 'w-full md:max-w-0',
    cell: ({ method, path }) => (
      <span className="block truncate font-mono font-normal text-xs" title={`${method} ${path}`}>
        <span className="font-medium">{method}</span> {shortenIds(path)}
      </span>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    cell: ({ status }) => <StatusBadge tone={toTone(status)}>{String(status)}</StatusBadge>,
  },
  {
    key: 'time',
    header: 'Time',
    align: 'right',
    cell: ({ durationMs }) => <span className="whitespace-nowrap">{formatDuration(durationMs)}</span>,
  },
  {
    key: 'session',
    header: 'Session',
    cell: ({ sessionId }) =>
      sessionId ? (
        <Link
          href={paths.session(sessionId)}
          className="rounded-sm font-mono text-accent text-xs hover:underline"
        >
          {shortId(sessionId)}
        </Link>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  {
    key: 'request',
    header: 'Request id',
    cell: ({ requestId }) => <CopyableId id={requestId} label="request id" />,
  },
  {
    key: 'when',
    header: 'When',
    align: 'right',
    cell: ({ at }) => <RelativeTime at={at} className="whitespace-nowrap text-ink-2" />,
  },
];

/** The column of the key, where requests of several keys are listed. */
export const KEY_COLUMN: Column<Request> = {
  key: 'key',
  header: 'API key',
  className: 'md:max-w-48',
  cell: ({ keyId, keyName }) => (
    <Link
      href={paths.apiKey(keyId)}
      title={keyName}
      className="block truncate rounded-sm text-sm hover:underline"
    >
      {keyName}
    </Link>
  ),
};

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{4}([0-9a-f]{8})/g;

// Paths differ only behind the organization's id.
function shortenIds(path: string): string {
  return path.replace(UUID, '…$1');
}

function toTone(status: number): StateTone {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'waiting' : 'live';
}
