import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { FlowPage } from './_components/flow-page';
import {
  countLiveSessions,
  FLOW_PARAMS,
  getFlow,
  getLatestMigration,
  listColleagues,
  listFlowEnvironments,
  listVersions,
} from './_model/flow-queries';

export const metadata: Metadata = { title: 'Flow' };

type Props = { params: Promise<{ flowId: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { flowId } = await params;
  const { tab } = await createLoader(FLOW_PARAMS)(searchParams);
  return (
    <Prefetched
      reads={(trpc) => [
        getFlow(trpc, flowId),
        ...(tab === 'versions'
          ? [
              listVersions(trpc, flowId),
              listFlowEnvironments(trpc, flowId),
              listColleagues(trpc),
              countLiveSessions(trpc, flowId),
              getLatestMigration(trpc, flowId),
            ]
          : []),
      ]}
    >
      <FlowPage flowId={flowId} />
    </Prefetched>
  );
}
