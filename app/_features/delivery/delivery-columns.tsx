import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import type { Column } from '@/app/_ui/list/data-table';
import { shortId } from '@/app/_ui/value/copyable-id';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type DeliveryRow, DeliveryStatusBadge } from './delivery-status';

const NOTHING = <span className="text-ink-3">–</span>;

const EVENT: Column<DeliveryRow> = {
  key: 'event',
  header: 'Event',
  className: 'md:max-w-64',
  cell: ({ event, id }) => (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate" title={event}>
        {event}
      </span>
      <span className="shrink-0 font-mono font-normal text-ink-2 text-xs" title={id}>
        {shortId(id)}
      </span>
    </span>
  ),
};

const CHANNEL: Column<DeliveryRow> = {
  key: 'channel',
  header: 'Channel',
  className: 'md:max-w-44',
  cell: ({ channelId, channelName }) => (
    <Link
      href={paths.channel(channelId)}
      title={channelName}
      className="relative z-10 block truncate rounded-sm hover:underline"
    >
      {channelName}
    </Link>
  ),
};

const REST: readonly Column<DeliveryRow>[] = [
  { key: 'status', header: 'Status', cell: ({ status }) => <DeliveryStatusBadge status={status} /> },
  { key: 'attempts', header: 'Attempts', align: 'right', cell: ({ attempts }) => attempts },
  {
    key: 'error',
    header: 'Last error',
    className: 'w-full md:max-w-0',
    cell: ({ lastError }) => (
      <span className="block truncate text-ink-2 max-md:text-right" title={lastError ?? undefined}>
        {lastError ?? NOTHING}
      </span>
    ),
  },
  {
    key: 'session',
    header: 'Session',
    cell: ({ sessionId }) =>
      sessionId === null ? (
        NOTHING
      ) : (
        <Link
          href={paths.session(sessionId)}
          title={sessionId}
          className="relative z-10 rounded-sm font-mono text-xs hover:underline"
        >
          {shortId(sessionId)}
        </Link>
      ),
  },
  {
    key: 'made',
    header: 'Created',
    className: 'whitespace-nowrap text-ink-2',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

/** The columns of a list of deliveries. */
export const DELIVERY_COLUMNS: [Column<DeliveryRow>, ...Column<DeliveryRow>[]] = [EVENT, CHANNEL, ...REST];

/** The same for the deliveries of one channel. */
export const CHANNEL_DELIVERY_COLUMNS: [Column<DeliveryRow>, ...Column<DeliveryRow>[]] = [EVENT, ...REST];
