'use client';
import { useQuery } from '@tanstack/react-query';
import type { Health } from '@/app/_features/channel/describe-health';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { listHealth } from '../_model/channel-queries';

/** The webhook health of channels in the last day, refetched while shown; nothing without the scope to see it. */
export function useHealth(channelIds: readonly string[]): (channelId: string) => Health | undefined {
  const trpc = useTRPC();
  const maySee = useCan('deliveries:read');
  const health = useQuery(listHealth(trpc, channelIds, maySee));
  return (channelId) => health.data?.find((one) => one.channelId === channelId);
}
