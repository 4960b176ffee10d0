import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { requireOrganization } from '@/server/http/routing/require-organization';
import { getDefaultChatChannel } from '@/server/services/channel/get-default-chat-channel';
import type { ServiceContext } from '@/server/services/context';
import { getThreadById } from '@/server/services/thread/find-thread';
import { sendToThread } from '@/server/services/thread/send/send-to-thread';
import { startThread } from '@/server/services/thread/start-thread';
import type { ThreadView } from '@/server/services/thread/view';
import { findIntentFlow } from '@/server/services/trigger/find-intent-flow';
import { domainError } from '@/server/shared/errors';
import { readInputReply, toInputReply } from '../../reply/execution-reply';
import { executionReply, triggerBody } from '../schemas';
import { toExecutionBody } from '../translate';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/triggers/chat',
  operationId: 'triggerChat',
  tags: ['Executions'],
  summary: 'Trigger an intent',
  description:
    'Starts an execution in a conversation, or in a new one of the oldest enabled widget. The intent lists of widgets do not apply.',
  request: { body: jsonBody(triggerBody, { required: true }) },
  responses: { 200: jsonReply('The execution', executionReply) },
});

/** WIRE.md#engine-api. */
export const triggerChatEndpoint = ({ waitMs }: { waitMs: number }) =>
  defineEndpoint(
    route,
    async ({ ctx, body, applied }) => {
      requireOrganization(ctx.actor, body.tenant_id);
      if (applied) return { status: 200, body: toExecutionBody(await readInputReply(ctx, applied, null)) };
      const { intent_name: intent, context, variables, text } = body;
      const flow = await findIntentFlow(ctx, intent);
      if (!flow) throw domainError('not_found', { thing: 'intent', id: intent });
      const thread = await getConversation(ctx, body.conversation_id ?? null);
      const reply = await sendToThread(ctx, {
        channelId: thread.channelId,
        externalId: thread.externalId,
        entries: text ? [{ type: 'visitor', lines: [{ content: { type: 'text', text }, text }] }] : [],
        flowId: flow.flowId,
        trigger: { type: 'intent', intent, context: context ?? {} },
        fresh: true,
        variables: variables ?? {},
        waitMs,
      });
      const execution = await toInputReply(ctx, reply, null);
      return { status: 200, body: toExecutionBody(execution), keep: execution.session.status !== 'running' };
    },
    { failures: RUN_FAILURES },
  );

async function getConversation(ctx: ServiceContext, threadId: string | null): Promise<ThreadView> {
  if (threadId === null) return startThread(ctx, { channelId: await getDefaultChatChannel(ctx) });
  const thread = await getThreadById(ctx, { threadId });
  const { kind } = await ctx.channels.get(ctx.actor.orgId, thread.channelId);
  if (kind !== 'chat') throw domainError('not_found', { thing: 'thread', id: threadId });
  return thread;
}
