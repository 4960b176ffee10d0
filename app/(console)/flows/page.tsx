import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { FlowList } from './_components/flow-list';
import { FLOW_LIST_PARAMS, listActivity, listFlows, listTags } from './_model/flow-list-queries';

export const metadata: Metadata = { title: 'Flows' };

export default async function FlowsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await createLoader(FLOW_LIST_PARAMS)(searchParams);
  return (
    <Prefetched
      reads={(trpc) => [listFlows(trpc, params), listTags(trpc)]}
      furtherReads={(trpc, answers) => {
        const flows = answers.getQueryData(listFlows(trpc, params).queryKey);
        return flows
          ? [
              listActivity(
                trpc,
                flows.pages.flatMap(({ items }) => items.map(({ id }) => id)),
              ),
            ]
          : [];
      }}
    >
      <FlowList />
    </Prefetched>
  );
}
