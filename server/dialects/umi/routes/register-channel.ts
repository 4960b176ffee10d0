import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { createChannel } from '@/server/services/channel/create-channel';
import { domainError, isDomainError } from '@/server/shared/errors';
import { channel, channelBody, orgPath } from '../schemas';
import { toChannelBody } from '../translate';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/unified_messaging',
  operationId: 'registerChannel',
  tags: ['Channels'],
  summary: 'Register a channel',
  description: 'Connects an external channel to a room and a reply webhook.',
  request: { params: orgPath, body: jsonBody(channelBody, { required: true }) },
  responses: { 201: jsonReply('The channel', channel) },
});

/** WIRE.md#register-a-channel. The signing secret is not in the response; a new one can be made in the console. */
export const registerChannelEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, body }) => {
      const { channel: made } = await createChannel(ctx, {
        kind: 'umi',
        name: body.name,
        label: body.messaging_channel,
        roomId: body.room_id,
        webhookUrl: body.reply_webhook_url,
        maxRetryCount: body.max_retry_count,
      }).catch((error: unknown) => {
        throw renameFields(error, body.room_id);
      });
      return { status: 201, body: toChannelBody(ctx.actor.orgId, made) };
    },
    { failures: ['name_taken', 'outbound_blocked', 'limit_exceeded'] },
  );

const FIELDS: Record<string, string> = {
  label: 'messaging_channel',
  webhookUrl: 'reply_webhook_url',
  maxRetryCount: 'max_retry_count',
};

/** The same error with the field names of this API. */
function renameFields(error: unknown, roomId: string): unknown {
  if (!isDomainError(error) || error.problem.code !== 'invalid_request') return error;
  const issues = error.problem.details.issues.map(({ path: [name = '', ...rest], message }) =>
    name === 'roomId'
      ? { path: ['room_id'], message: `Invalid pk "${roomId}" - object does not exist.` }
      : { path: [FIELDS[name] ?? name, ...rest], message },
  );
  return domainError('invalid_request', { issues });
}
