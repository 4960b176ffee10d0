import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ChannelList } from './_components/channel-list';

export const metadata: Metadata = { title: 'Channels' };

export default function ChannelsPage() {
  return (
    <Suspense>
      <ChannelList />
    </Suspense>
  );
}
