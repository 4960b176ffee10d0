'use client';
import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import Link from 'next/link';
import { CHANNEL_DELIVERY_COLUMNS } from '@/app/_features/delivery/delivery-columns';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DataTable } from '@/app/_ui/list/data-table';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';

const SHOWN = 20;
const LIVE_MS = 3_000;

/** The latest webhooks of a channel, refetched while shown. */
export function ChannelDeliveries({ channelId }: { channelId: string }) {
  const trpc = useTRPC();
  const deliveries = useQuery(
    trpc.delivery.list.queryOptions({ channelId, limit: SHOWN }, { refetchInterval: LIVE_MS }),
  );
  const all = (
    <Button asChild size="sm">
      <Link href={paths.deliveries({ channel: channelId })}>Show all</Link>
    </Button>
  );
  return (
    <Card>
      <CardHeader
        title="Latest deliveries"
        description="The 20 newest, with their current state."
        action={all}
      />
      <DataTable
        label="Latest deliveries"
        columns={CHANNEL_DELIVERY_COLUMNS}
        rows={deliveries.data?.items}
        rowKey={({ id }) => id}
        rowHref={({ id }) => paths.delivery(id)}
        error={toShownError(deliveries.error)}
        onRetry={deliveries.refetch}
        empty={
          <EmptyState icon={Send} title="No deliveries yet">
            Events of this channel’s conversations are sent to its webhook and listed here. Send a test from
            the Webhook tab to see one.
          </EmptyState>
        }
      />
    </Card>
  );
}
