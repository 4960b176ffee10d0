import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { ChannelPage } from './_components/channel-page';

export const metadata: Metadata = { title: 'Channel' };

export default async function Channel({ params }: { params: Promise<{ channelId: string }> }) {
  const { channelId } = await params;
  return (
    <OnceReady>
      <ChannelPage key={channelId} channelId={channelId} />
    </OnceReady>
  );
}
