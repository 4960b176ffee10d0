import Link from 'next/link';
import { SessionStatusBadge } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Skeleton } from '@/app/_ui/state/skeleton';

type StatusCount = RouterOutputs['overview']['get']['byStatus'][number];

/** The states of a running session. */
export const LIVE_STATUSES = [
  'running',
  'awaiting_input',
  'awaiting_transfer',
  'awaiting_timer',
  'awaiting_event',
] as const satisfies readonly StatusCount['status'][];

/** The number of running sessions by state, as links to their lists. */
export function LiveStatuses({ byStatus }: { byStatus: readonly StatusCount[] | undefined }) {
  if (byStatus?.length === 0) return null;
  const countOf = (status: StatusCount['status']) =>
    byStatus?.find((count) => count.status === status)?.sessions ?? 0;
  return (
    <ul
      aria-label="Live sessions by state"
      className="mt-px flex min-h-10 flex-wrap items-center gap-x-5 gap-y-1 bg-surface px-4 py-2"
    >
      {byStatus ? (
        LIVE_STATUSES.filter((status) => countOf(status) > 0).map((status) => (
          <li key={status}>
            <Link
              href={paths.sessions({ status })}
              className="group flex items-center gap-2 rounded-sm text-sm hover:text-ink"
            >
              <SessionStatusBadge status={status} />
              <span className="tabular group-hover:underline">{countOf(status).toLocaleString('en')}</span>
            </Link>
          </li>
        ))
      ) : (
        <li>
          <Skeleton className="w-48" />
        </li>
      )}
    </ul>
  );
}
