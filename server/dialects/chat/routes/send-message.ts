import { createRoute, type z } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { parseInput } from '@/server/http/routing/parse-input';
import type { ServiceContext } from '@/server/services/context';
import { sendToThread } from '@/server/services/thread/send/send-to-thread';
import type { ThreadReply } from '@/server/services/thread/view';
import type { JsonObject } from '@/server/shared/json';
import { getOwnThread, getVisitedChannel } from '../auth';
import { requireIntentFlow } from '../intents';
import { readInputReply, toInputReply } from '../reply/execution-reply';
import { priceUsage } from '../reply/price-usage';
import { replyBody } from '../reply/reply-schemas';
import { type ExecutionReply, toReplyBody } from '../reply/translate';
import { resume } from '../resume';
import { messageBody, resumeBody, triggerBody } from '../schemas';
import { MESSAGE_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/chat/messages',
  operationId: 'sendMessage',
  tags: ['Chat'],
  summary: 'Trigger an intent, or resume an execution',
  description:
    'A body with a waitToken or an executionId answers a wait; any other starts the flow of its intentName.',
  request: { body: jsonBody(messageBody, { required: true }) },
  responses: { 200: jsonReply('Flow processed the message', replyBody) },
});

/** WIRE.md#send-a-message. */
export const sendMessageEndpoint = ({ waitMs, baseUrl }: { waitMs: number; baseUrl: string }) =>
  defineEndpoint(
    route,
    async ({ ctx, body, applied }) => {
      const message = parseMessage(body);
      const usage = await priceUsage(ctx, message.body.tokenUsage);
      if (applied) return toAnswer(await readInputReply(ctx, applied, usage));
      const reply =
        message.type === 'resume'
          ? await answerPause(ctx, message.body, usage, { waitMs, baseUrl })
          : await trigger(ctx, message.body, usage, waitMs);
      return toAnswer(await toInputReply(ctx, reply, usage));
    },
    { failures: MESSAGE_FAILURES },
  );

type Trigger = z.output<typeof triggerBody>;
type Resume = z.output<typeof resumeBody>;
type Message = { type: 'trigger'; body: Trigger } | { type: 'resume'; body: Resume };

/** The fields of the body select the call: `waitToken` or `executionId` mean a resume. */
function parseMessage(body: JsonObject): Message {
  const isResume = body.waitToken !== undefined || body.executionId !== undefined;
  return isResume
    ? { type: 'resume', body: parseInput(resumeBody, body) }
    : { type: 'trigger', body: parseInput(triggerBody, body) };
}

async function trigger(
  ctx: ServiceContext,
  { text, intentName, context, variables }: Trigger,
  usage: ExecutionReply['usage'],
  waitMs: number,
): Promise<ThreadReply> {
  const channel = await getVisitedChannel(ctx);
  const { channelId, threadId } = getOwnThread(ctx);
  const flowId = await requireIntentFlow(ctx, channel, intentName);
  return sendToThread(ctx, {
    channelId,
    externalId: threadId,
    entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text }, text }] }],
    flowId,
    trigger: { type: 'intent', intent: intentName, context: context ?? {} },
    fresh: true,
    visitor: variables ?? {},
    ...(usage && { usage }),
    waitMs,
  });
}

function answerPause(
  ctx: ServiceContext,
  { executionId, waitToken, values, variables }: Resume,
  usage: ExecutionReply['usage'],
  serving: { waitMs: number; baseUrl: string },
): Promise<ThreadReply> {
  return resume(ctx, { executionId, waitToken, values, visitor: variables ?? {}, usage, ...serving });
}

// A running execution is polled, so its response is not stored under the idempotency key.
function toAnswer(execution: ExecutionReply) {
  const keep = execution.session.status !== 'running';
  return { status: 200 as const, body: toReplyBody(execution), keep };
}
