'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { AttemptTimeline } from '@/app/_features/delivery/attempt-timeline';
import { DeliveryStatusBadge } from '@/app/_features/delivery/delivery-status';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Countdown } from '@/app/_ui/value/countdown';

/** Sends a signed sample and shows the result. */
export function TestCard({ channel }: { channel: Channel }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useCan('channels:write');
  const maySee = useCan('deliveries:read');
  const [deliveryId, setDeliveryId] = useState<string | null>(null);
  const test = useMutation(
    trpc.channel.test.mutationOptions({
      onSuccess: (sent) => {
        setDeliveryId(sent.deliveryId);
        void invalidate(queries, trpc.delivery.list.pathFilter());
      },
    }),
  );
  const canSend = mayWrite && channel.webhookUrl !== null && channel.webhookDisabledAt === null;
  const error = toShownError(test.error);
  return (
    <Card>
      <CardHeader
        title="Test"
        description="Sends a signed sample with the event test, with the same retries as any delivery."
        action={
          canSend && (
            <Button size="sm" pending={test.isPending} onClick={() => test.mutate({ channelId: channel.id })}>
              <Send aria-hidden /> Send test
            </Button>
          )
        }
      />
      <CardBody className="space-y-4">
        {error && <ErrorNote error={error} />}
        {deliveryId && maySee ? <Outcome deliveryId={deliveryId} /> : <Idle channel={channel} />}
      </CardBody>
    </Card>
  );
}

function Idle({ channel: { webhookUrl, webhookDisabledAt } }: { channel: Channel }) {
  const words =
    webhookUrl === null
      ? 'Save a webhook URL first.'
      : webhookDisabledAt
        ? 'The endpoint answered 410 Gone. Save another URL first.'
        : 'The response of the endpoint appears here.';
  return <p className="text-ink-2 text-sm">{words}</p>;
}

const LIVE_MS = 500;

function Outcome({ deliveryId }: { deliveryId: string }) {
  const trpc = useTRPC();
  const delivery = useQuery(
    trpc.delivery.get.queryOptions(
      { deliveryId },
      { refetchInterval: ({ state }) => (state.data?.status === 'pending' || !state.data ? LIVE_MS : false) },
    ),
  );
  const error = toShownError(delivery.error);
  if (error) return <ErrorNote error={error} />;
  if (!delivery.data) return <p className="text-ink-2 text-sm">Sending …</p>;
  const { status, tries, dueAt } = delivery.data;
  return (
    <div aria-live="polite" className="space-y-4">
      <p className="flex flex-wrap items-center gap-3 text-sm">
        <DeliveryStatusBadge status={status} />
        {status === 'pending' && dueAt && Date.parse(dueAt) > Date.now() && (
          <span className="text-ink-2">
            next attempt in <Countdown at={dueAt} />
          </span>
        )}
        <Link href={paths.delivery(deliveryId)} className="ml-auto rounded-sm text-accent hover:underline">
          Open the delivery
        </Link>
      </p>
      <AttemptTimeline attempts={tries} />
    </div>
  );
}
