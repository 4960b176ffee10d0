import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { getSessionTranscript } from '@/server/services/thread/get-session-transcript';
import { toExecutionReply } from '../reply/execution-reply';
import { replyBody } from '../reply/reply-schemas';
import { toReplyBody } from '../reply/translate';
import { executionPath } from '../schemas';
import { KEY_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/chat/executions/{executionId}',
  operationId: 'getExecution',
  tags: ['Chat'],
  summary: 'Read an execution',
  description: 'All its blocks so far, with stable ids. Poll it while its status is running or waiting_time.',
  request: { params: executionPath },
  responses: { 200: jsonReply('The execution', replyBody) },
});

/** WIRE.md#poll-an-execution. */
export const getExecutionEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { executionId } }) => {
      const execution = await getSessionTranscript(ctx, { sessionId: executionId });
      return { status: 200, body: toReplyBody(toExecutionReply(ctx, execution)) };
    },
    { failures: KEY_FAILURES },
  );
