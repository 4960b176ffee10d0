'use client';
import { useQuery } from '@tanstack/react-query';
import type { SessionView } from '@/app/_features/session/view';
import { useOrigin } from '@/app/_lib/use-origin';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import type { CurlPlace } from '../_model/turn-curl';

/** The place that requests for a session go to; null until its channel is known. */
export function useCurlPlace(session: SessionView): CurlPlace | null {
  const trpc = useTRPC();
  const origin = useOrigin();
  const { organization } = useViewer();
  const { channelId } = session;
  const channel = useQuery(
    trpc.channel.get.queryOptions({ channelId: channelId ?? '' }, { enabled: channelId !== null }),
  );
  if (channelId !== null && !channel.data) return null;
  return {
    origin,
    orgId: organization.id,
    sessionId: session.id,
    flowId: session.flowId,
    channel: channel.data ?? null,
    threadId: session.externalId,
  };
}
