import { createRoute, type z } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { getReply } from '@/server/services/session/get-reply';
import { type Input, sendInput } from '@/server/services/session/send-input';
import { countCharacters, isLongerThan } from '@/server/shared/count-characters';
import { domainError } from '@/server/shared/errors';
import { toRegional } from '../regional';
import { sessionReply } from '../schemas/replies';
import { MAX_TEXT_LENGTH, sendBody, sessionPath } from '../schemas/requests';
import { toReplyBody } from '../translate';
import { INPUT_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/sessions/{sessionId}/messages',
  operationId: 'sendMessage',
  tags: ['Sessions'],
  summary: 'Send a message or a transfer result',
  description: 'Sends a text or the result of a transfer, and runs the flow to its next wait or its end.',
  request: { params: sessionPath, body: jsonBody(sendBody, { required: true }) },
  responses: {
    200: jsonReply('The session and the messages in reply', sessionReply),
  },
});

/** WIRE.md#send-a-message. */
export const sendMessageEndpoint = ({ waitMs }: { waitMs: number }) =>
  defineEndpoint(
    route,
    async ({ ctx, params: { sessionId }, body, applied }) => {
      const reply = applied
        ? await getReply(ctx, { ...applied, waitMs })
        : await sendInput(ctx, { sessionId, input: toInput(body), waitMs });
      return { status: 200, body: toReplyBody(reply), keep: reply.settled };
    },
    { failures: INPUT_FAILURES },
  );

function toInput({ text = '', transferResult, ...body }: z.output<typeof sendBody>): Input {
  if (transferResult) {
    const { status, failReason } = transferResult;
    return { type: 'transferResult', status, failReason: failReason ?? undefined };
  }
  if (!isLongerThan(text, MAX_TEXT_LENGTH)) return { type: 'text', text, regional: toRegional(body) };
  throw domainError('limit_exceeded', {
    limit: 'text characters',
    max: MAX_TEXT_LENGTH,
    actual: countCharacters(text),
  });
}
