import { insertDelivery, isChannelGone } from '@/server/db/delivery/enqueue';
import type { ServiceContext } from '../context';
import type { RenderedDelivery } from './rendering/webhook-renderer';

export type EnqueueDelivery = RenderedDelivery & {
  channelId: string;
  /** The queue's id: a thread's or its control queue's, or by default the channel's for deliveries without a thread. */
  queueId?: string;
  sessionId?: string;
};

/**
 * Queues a delivery that no turn caused, in the actor's organization; returns its id, or null when the channel has no
 * active webhook. The caller must have checked the actor's access to the channel.
 */
export async function enqueueDelivery(
  { actor, db, ids, clock, deliveries, tracer }: ServiceContext,
  { channelId, queueId = channelId, sessionId, event, body, headers = {} }: EnqueueDelivery,
): Promise<string | null> {
  const at = new Date(clock.now());
  const id = ids.uuid(at.getTime());
  const turn = { sessionId: sessionId ?? null, turnNo: null };
  const sent = { event, body, headers: { ...tracer.headers, ...headers } };
  const row = { orgId: actor.orgId, id, channelId, queueId, ...turn, ...sent, at };
  const isQueued = await db
    .transaction((tx) => insertDelivery(tx, row))
    .catch((error: unknown) => {
      if (isChannelGone(error)) return false;
      throw error;
    });
  if (!isQueued) return null;
  deliveries.wake(actor.orgId);
  return id;
}
