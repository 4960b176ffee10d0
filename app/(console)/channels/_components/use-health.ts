'use client';
import { useQuery } from '@tanstack/react-query';
import type { Health } from '@/app/_features/channel/describe-health';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { listHealth } from '../_model/channel-queries';

/** How the webhooks of channels did in the last day, read again while someone looks; nothing for who may not see it. */
export function useHealth(channelIds: readonly string[]): (channelId: string) => Health | undefined {
  const trpc = useTRPC();
  const maySee = useCan('deliveries:read');
  const health = useQuery(listHealth(trpc, channelIds, maySee));
  return (channelId) => health.data?.find((one) => one.channelId === channelId);
}
