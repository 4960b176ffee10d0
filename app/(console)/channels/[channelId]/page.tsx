import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { listFlowNames, listHealth, listRoomNames } from '../_model/channel-queries';
import { ChannelPage } from './_components/channel-page';

export const metadata: Metadata = { title: 'Channel' };

export default async function Channel({ params }: { params: Promise<{ channelId: string }> }) {
  const { channelId } = await params;
  return (
    <Prefetched
      reads={(trpc) => [
        trpc.channel.get.queryOptions({ channelId }),
        listFlowNames(trpc),
        listRoomNames(trpc),
        trpc.channel.listIntents.queryOptions(),
        listHealth(trpc, [channelId], true),
      ]}
    >
      <ChannelPage key={channelId} channelId={channelId} />
    </Prefetched>
  );
}
