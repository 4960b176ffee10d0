import type { ServiceContext } from '@/server/services/context';
import { toControlQueueId } from '@/server/services/delivery/control-queue';
import { enqueueDelivery } from '@/server/services/delivery/enqueue-delivery';
import { toWebhookBody, type WebhookType } from './outbound/webhooks';

export type Result<Body extends object = object> = {
  type: WebhookType;
  body: Body;
  channelId: string;
  /** The thread it is about. */
  threadId?: string;
};

export const OK = { status: 200, body: { status: 'ok' } } as const;

/** Answers a query in the response in sync mode, else by webhook (WIRE.md#asynchronous-by-default). */
export async function answerQuery<Body extends object>(
  ctx: ServiceContext,
  sync: boolean,
  result: Result<Body>,
) {
  if (sync) return { status: 200, body: { ...result.body, status: 'ok' } } as const;
  await announce(ctx, result);
  return OK;
}

/** Sends an event to the channel's webhook. */
export async function announce(
  ctx: ServiceContext,
  { type, body, channelId, threadId }: Result,
): Promise<void> {
  await enqueueDelivery(ctx, {
    channelId,
    event: type,
    body: toWebhookBody(type, body),
    ...(threadId !== undefined && { queueId: toControlQueueId(threadId) }),
  });
}
