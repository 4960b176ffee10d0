import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ChannelList } from './_components/channel-list';
import {
  CHANNEL_PARAMS,
  listChannels,
  listFlowNames,
  listHealth,
  listRoomNames,
} from './_model/channel-queries';

export const metadata: Metadata = { title: 'Channels' };

export default async function ChannelsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await createLoader(CHANNEL_PARAMS)(searchParams);
  return (
    <Prefetched
      reads={(trpc) => [listChannels(trpc, params), listFlowNames(trpc), listRoomNames(trpc)]}
      furtherReads={(trpc, answers) => {
        const channels = answers.getQueryData(listChannels(trpc, params).queryKey);
        const ids = channels?.pages.flatMap(({ items }) => items.map(({ id }) => id)) ?? [];
        return ids.length > 0 ? [listHealth(trpc, ids, true)] : [];
      }}
    >
      <ChannelList />
    </Prefetched>
  );
}
