'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { isOver } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { cn } from '@/app/_ui/cn';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type StateTone, StatusBadge } from '@/app/_ui/value/status-badge';
import type { SessionLog } from '../_data/use-session-log';

const MOST = 100;
const LOOK_MS = 3_000;

type Delivery = RouterOutputs['delivery']['list']['items'][number];

const LOOKS: Record<Delivery['status'], { tone: StateTone; label: string }> = {
  pending: { tone: 'waiting', label: 'Pending' },
  delivered: { tone: 'live', label: 'Delivered' },
  dead: { tone: 'failed', label: 'Dead' },
};

/** The webhooks that the session caused, newest first; those of the chosen turn are marked. */
export function DeliveryList({ log, turn }: { log: SessionLog; turn: number }) {
  const mayRead = useCan('deliveries:read');
  if (log.session.channelId === null)
    return (
      <Note>
        This session uses the headless API, which sends no webhooks: its answers are in the responses.
      </Note>
    );
  if (!mayRead) return <Note>Your role cannot view deliveries.</Note>;
  return <Deliveries log={log} turn={turn} />;
}

function Deliveries({ log: { session }, turn }: { log: SessionLog; turn: number }) {
  const trpc = useTRPC();
  const list = useQuery(
    trpc.delivery.list.queryOptions(
      { sessionId: session.id, limit: MOST },
      {
        refetchInterval: ({ state: { data } }) =>
          isOver(session.status) && !data?.items.some(({ status }) => status === 'pending') ? false : LOOK_MS,
      },
    ),
  );
  const error = toShownError(list.error);
  if (error && !list.data) return <ErrorState error={error} onRetry={list.refetch} />;
  if (!list.data)
    return (
      <div className="space-y-3 p-4">
        <Skeleton className="h-10 w-full" />
        <Skeleton className="h-10 w-full" />
      </div>
    );
  if (list.data.items.length === 0)
    return <Note>Nothing was sent for this session yet. Its channel sends events to its webhook.</Note>;
  return (
    <>
      <ol aria-label="Deliveries" className="divide-y text-sm">
        {list.data.items.map((delivery) => (
          <Row key={delivery.id} delivery={delivery} mine={delivery.turnNo === turn} />
        ))}
      </ol>
      <p className="border-t p-4 text-sm">
        <Link
          href={paths.deliveries({ session: session.id })}
          className="rounded-sm text-accent underline-offset-4 hover:underline"
        >
          Open in Deliveries
        </Link>
      </p>
    </>
  );
}

function Row({ delivery, mine }: { delivery: Delivery; mine: boolean }) {
  const { id, event, status, turnNo, attempts, lastError, createdAt } = delivery;
  const { tone, label } = LOOKS[status];
  return (
    <li className={cn('relative space-y-0.5 px-4 py-2 hover:bg-hover', mine && 'bg-accent-soft')}>
      <p className="flex items-center gap-2">
        <Link
          href={paths.delivery(id)}
          className="min-w-0 flex-1 truncate rounded-sm font-mono text-xs after:absolute after:inset-0"
        >
          {event}
        </Link>
        <StatusBadge tone={tone}>{label}</StatusBadge>
      </p>
      <p className="tabular flex gap-2 text-ink-2 text-xs">
        <span>
          {turnNo === null ? 'outside a turn' : `turn ${String(turnNo)}`}
          {` · ${String(attempts)} attempt${attempts === 1 ? '' : 's'}`}
        </span>
        <span className="ml-auto">
          <RelativeTime at={createdAt} />
        </span>
      </p>
      {lastError && status !== 'delivered' && (
        <p className="text-failed text-xs [overflow-wrap:anywhere]">{lastError}</p>
      )}
    </li>
  );
}

function Note({ children }: { children: string }) {
  return <p className="p-4 text-ink-2 text-sm">{children}</p>;
}
