'use client';
import { useQuery } from '@tanstack/react-query';
import { useQueryState } from 'nuqs';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { Page } from '@/app/_ui/page/page-header';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { SettingsPane } from '../_settings/settings-pane';
import { WebhookPane } from '../_webhook/webhook-pane';
import { ChannelDeliveries } from './channel-deliveries';
import { ChannelHeader } from './channel-header';
import { ChannelKeys } from './channel-keys';
import { SampleRequests } from './sample-requests';

const TABS = [
  { value: 'settings', label: 'Settings' },
  { value: 'webhook', label: 'Webhook' },
  { value: 'requests', label: 'Requests' },
  { value: 'keys', label: 'Keys', scope: 'keys:read' },
  { value: 'deliveries', label: 'Deliveries', scope: 'deliveries:read' },
] as const;

/** The page of a channel: settings, webhook, keys, sample requests and deliveries. */
export function ChannelPage({ channelId }: { channelId: string }) {
  const trpc = useTRPC();
  const channel = useQuery(trpc.channel.get.queryOptions({ channelId }));
  if (channel.data) return <Loaded channel={channel.data} />;
  const error = toShownError(channel.error);
  return (
    <Page>
      <h1 className="sr-only">Channel</h1>
      {error ? <ErrorState error={error} onRetry={channel.refetch} /> : <ChannelSkeleton />}
    </Page>
  );
}

function Loaded({ channel }: { channel: Channel }) {
  const [asked, setTab] = useQueryState('tab');
  const may = { 'keys:read': useCan('keys:read'), 'deliveries:read': useCan('deliveries:read') };
  const tabs = TABS.filter((tab) => !('scope' in tab) || may[tab.scope]);
  const tab = tabs.find(({ value }) => value === asked)?.value ?? 'settings';
  return (
    <Page>
      <Crumb label={channel.name} />
      <ChannelHeader channel={channel} />
      <Tabs value={tab} onValueChange={(value) => setTab(value === 'settings' ? null : value)}>
        <TabsList className="mb-5">
          {tabs.map(({ value, label }) => (
            <TabsTrigger key={value} value={value}>
              {label}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="settings">
          <SettingsPane channel={channel} />
        </TabsContent>
        <TabsContent value="webhook">
          <WebhookPane channel={channel} />
        </TabsContent>
        <TabsContent value="requests">
          <SampleRequests channel={channel} />
        </TabsContent>
        <TabsContent value="keys">
          <ChannelKeys channel={channel} />
        </TabsContent>
        <TabsContent value="deliveries">
          <ChannelDeliveries channelId={channel.id} />
        </TabsContent>
      </Tabs>
    </Page>
  );
}

function ChannelSkeleton() {
  return (
    <div aria-busy>
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-2 h-5 w-96 max-w-full" />
      <Skeleton className="mt-6 h-10 w-full" />
      <Skeleton className="mt-5 h-64 rounded-lg" />
    </div>
  );
}
