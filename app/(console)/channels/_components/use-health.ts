'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Health } from '@/app/_features/channel/describe-health';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';

const LIVE_MS = 10_000;
const MOST = 100;

/** How the webhooks of channels did in the last day, read again while someone looks; nothing for who may not see it. */
export function useHealth(channelIds: readonly string[]): (channelId: string) => Health | undefined {
  const trpc = useTRPC();
  const maySee = useCan('deliveries:read');
  const health = useQuery(
    trpc.channel.listHealth.queryOptions(
      { channelIds: channelIds.slice(0, MOST) },
      {
        enabled: maySee && channelIds.length > 0,
        refetchInterval: LIVE_MS,
        placeholderData: keepPreviousData,
      },
    ),
  );
  return (channelId) => health.data?.find((one) => one.channelId === channelId);
}
