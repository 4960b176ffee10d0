import type { JsonResponse } from '@/server/http/response/response';
import type { ServiceContext } from '@/server/services/context';
import { enqueueDelivery } from '@/server/services/delivery/enqueue-delivery';
import type { JsonObject } from '@/server/shared/json';
import { toWebhookBody, type WebhookType } from './outbound/webhooks';

export type Result = {
  type: WebhookType;
  body: JsonObject;
  channelId: string;
  /** The thread it is about, whose webhooks are in order. */
  threadId?: string;
};

export const OK: JsonResponse = { status: 200, body: { status: 'ok' } };

/** Answers a query in the response in sync mode, else by webhook (WIRE.md#asynchronous-by-default). */
export async function answerQuery(ctx: ServiceContext, sync: boolean, result: Result): Promise<JsonResponse> {
  if (sync) return { status: 200, body: result.body };
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
    ...(threadId !== undefined && { laneId: threadId }),
  });
}
