import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ChannelPage } from './_components/channel-page';

export const metadata: Metadata = { title: 'Channel' };

export default async function Channel({ params }: { params: Promise<{ channelId: string }> }) {
  const { channelId } = await params;
  return (
    <Suspense>
      <ChannelPage key={channelId} channelId={channelId} />
    </Suspense>
  );
}
