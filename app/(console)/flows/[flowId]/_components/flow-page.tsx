'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { EngineProvider } from '@/app/_features/flow/engine/engine-provider';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Page } from '@/app/_ui/page/page-header';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { getFlow } from '../_model/flow-queries';
import { FlowSkeleton } from './flow-skeleton';
import { FlowWorkspace } from './flow-workspace';

/** One flow: its draft, its versions, and its API requests. */
export function FlowPage({ flowId }: { flowId: string }) {
  const trpc = useTRPC();
  const flow = useQuery(getFlow(trpc, flowId));
  const error = toShownError(flow.error);
  if (flow.data)
    return (
      <>
        <Crumb label={flow.data.name} />
        <EngineProvider>
          <FlowWorkspace key={flowId} flow={flow.data} />
        </EngineProvider>
      </>
    );
  if (error)
    return (
      <Page>
        {findProblem(flow.error)?.code === 'not_found' ? (
          <div className="text-center">
            <ErrorState error={error} />
            <span className="inline-flex gap-2">
              <Button asChild>
                <Link href={paths.flows()}>All flows</Link>
              </Button>
              <Button asChild>
                <Link href={paths.flows({ archived: '1' })}>Archived flows</Link>
              </Button>
            </span>
          </div>
        ) : (
          <ErrorState error={error} onRetry={flow.refetch} />
        )}
      </Page>
    );
  return <FlowSkeleton />;
}
