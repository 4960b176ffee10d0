'use client';
import { useQuery } from '@tanstack/react-query';
import type { Graph } from '@/app/_features/flow/graph/graph';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { namePlace } from './name-place';
import { sayCount, sayShare } from './traffic';
import type { TrafficQuery } from './use-traffic';

type FunnelFigureProps = { query: TrafficQuery; graph: Graph; first: string; second: string };

/** How many of the sessions that passed one place passed another one afterwards. */
export function FunnelFigure({ query, graph, first, second }: FunnelFigureProps) {
  const trpc = useTRPC();
  const funnel = useQuery(trpc.coverage.funnel.queryOptions({ ...query, first, second }));
  const error = toShownError(funnel.error);
  if (error) return <ErrorNote error={error} />;
  if (!funnel.data) return <Skeleton className="h-10 w-full" />;
  const { passed, reached } = funnel.data;
  return (
    <div role="status" className="space-y-1.5">
      <p>
        to <strong className="font-medium">{namePlace(graph, second)}</strong>: of {sayCount(passed)},{' '}
        <strong className="font-medium">{reached.toLocaleString('en')}</strong> got there afterwards (
        {sayShare(reached, passed)}).
      </p>
      <div aria-hidden className="h-2 overflow-hidden rounded-full bg-surface">
        <div
          className="h-full bg-accent"
          style={{ width: `${String(passed === 0 ? 0 : (reached / passed) * 100)}%` }}
        />
      </div>
    </div>
  );
}
