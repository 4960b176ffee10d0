'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus, Workflow } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { listRecentFlows } from './home-queries';

type Flow = RouterOutputs['flow']['list']['items'][number];

/** The most recently edited flows. */
export function FlowsCard() {
  return (
    <Card>
      <CardHeader
        title="Recently edited flows"
        action={
          <Button asChild variant="ghost" size="sm">
            <Link href={paths.flows()}>All flows</Link>
          </Button>
        }
      />
      <FlowList />
    </Card>
  );
}

function FlowList() {
  const trpc = useTRPC();
  const mayWrite = useCan('flows:write');
  const flows = useQuery(listRecentFlows(trpc));
  const error = toShownError(flows.error);
  if (error && !flows.data) return <ErrorState error={error} onRetry={() => flows.refetch()} />;
  if (!flows.data) return <FlowSkeletons />;
  if (flows.data.items.length === 0)
    return (
      <EmptyState
        icon={Workflow}
        title="No flow yet"
        action={
          mayWrite && (
            <Button asChild variant="primary">
              <Link href={paths.flows({ new: 'blank' })}>
                <Plus aria-hidden /> New flow
              </Link>
            </Button>
          )
        }
      >
        A flow is a conversation that you draw once and any software can run.
      </EmptyState>
    );
  return (
    <ul className="divide-y">
      {flows.data.items.map((flow) => (
        <FlowItem key={flow.id} flow={flow} />
      ))}
    </ul>
  );
}

function FlowItem({ flow }: { flow: Flow }) {
  return (
    <li>
      <Link
        href={paths.flow(flow.id)}
        className="flex min-h-14 items-center gap-3 px-4 py-2 transition-colors hover:bg-subtle focus-visible:outline-offset-[-2px]"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-sm">{flow.name}</span>
          <span className="block truncate text-ink-2 text-xs">
            Edited <RelativeTime at={flow.updatedAt} />
          </span>
        </span>
        {flow.published ? <Badge>v{flow.published.number}</Badge> : <Badge tone="ended">Draft</Badge>}
      </Link>
    </li>
  );
}

function FlowSkeletons() {
  return (
    <ul className="divide-y">
      {['a', 'b', 'c'].map((key) => (
        <li key={key} className="flex min-h-14 flex-col justify-center gap-1.5 px-4">
          <Skeleton className="w-32" />
          <Skeleton className="h-3 w-20" />
        </li>
      ))}
    </ul>
  );
}
