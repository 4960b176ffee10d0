import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { ChannelList } from './_components/channel-list';

export const metadata: Metadata = { title: 'Channels' };

export default function ChannelsPage() {
  return (
    <OnceReady>
      <ChannelList />
    </OnceReady>
  );
}
