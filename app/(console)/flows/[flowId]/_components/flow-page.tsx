'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { ErrorState } from '@/app/_ui/error-state';
import { Page } from '@/app/_ui/page-header';
import { Crumb } from '@/app/(console)/_shell/crumb';
import { FlowSkeleton } from './flow-skeleton';
import { FlowWorkspace } from './flow-workspace';

/** One flow: its draft, its versions, and how to talk to it. */
export function FlowPage({ flowId }: { flowId: string }) {
  const trpc = useTRPC();
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }));
  const error = toShownError(flow.error);
  if (flow.data)
    return (
      <>
        <Crumb label={flow.data.name} />
        <FlowWorkspace key={flowId} flow={flow.data} />
      </>
    );
  if (error)
    return (
      <Page>
        <ErrorState error={error} onRetry={flow.refetch} />
      </Page>
    );
  return <FlowSkeleton />;
}
