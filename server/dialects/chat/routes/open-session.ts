import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { startThread } from '@/server/services/thread/start-thread';
import { authenticateKey, getVisitedChannel } from '../auth';
import { listOpenIntents, toIntentBody, toQuickQuestions } from '../intents';
import { sessionReply } from '../reply/reply-schemas';
import { sessionBody } from '../schemas';
import { endOfKey, SESSION_TOKEN_MS, signSession } from '../session-token';
import { KEY_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/chat/sessions',
  operationId: 'openSession',
  tags: ['Chat'],
  summary: 'Open a session',
  description: 'Returns a token for one hour and one conversation, and the intents that the key allows.',
  security: [{ publicKey: [] }],
  request: { body: jsonBody(sessionBody, { required: true }) },
  responses: { 201: jsonReply('The session', sessionReply) },
});

/** WIRE.md#open-a-session. Each session is a new conversation, because a customer id proves no identity. */
export const openSessionEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, body: { customerId, locale, variables } }) => {
      const channel = await getVisitedChannel(ctx);
      const intents = await listOpenIntents(ctx, channel, locale ?? undefined);
      const profile = { ...(customerId && { customerId }), ...(locale && { locale }) };
      const thread = await startThread(ctx, { channelId: channel.id, visitor: variables ?? {}, profile });
      const expiresAt = ctx.clock.now() + SESSION_TOKEN_MS;
      const key = endOfKey(channel.publicKey);
      const claims = { orgId: channel.orgId, channelId: channel.id, threadId: thread.id, key, expiresAt };
      const session = {
        sessionToken: signSession(ctx, claims),
        conversationId: thread.id,
        expiresAt: new Date(expiresAt).toISOString(),
        widget: channel.settings.widget,
        intents: intents.map(toIntentBody),
        quickQuestions: toQuickQuestions(channel, intents),
      };
      return { status: 201, body: session, keep: false };
    },
    { authenticate: authenticateKey, failures: KEY_FAILURES },
  );
