import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { getOwnChannel } from '../own-channel';
import { messageReply } from '../schemas/replies';
import { eventQuery, messageQuery, threadPath } from '../schemas/requests';
import { sendPayload } from '../send-payload';
import { RUN_FAILURES } from './describe-route';

const NOBODY = { role: 'external', name: null, id: null, profile: null, metadata: null } as const;
const NO_METADATA = { language: null, timezone: null, params: null };

const route = createRoute({
  method: 'post',
  path: '/trigger/event/{threadId}',
  operationId: 'triggerEvent',
  tags: ['Events'],
  summary: 'Trigger an event in a thread',
  description:
    'A conversation that waits for the event receives it; else the flow that it triggers starts in the thread; else it is recorded.',
  request: { params: threadPath, query: eventQuery.extend(messageQuery.shape) },
  responses: { 200: jsonReply('Accepted, or the reply', messageReply) },
});

/** WIRE.md#endpoints; `sync` and `writeConcern` are an extension here. */
export const triggerEventEndpoint = ({ waitMs }: { waitMs: number }) =>
  defineEndpoint(
    route,
    async ({ ctx, params: { threadId }, query, applied }) => {
      const { eventName, ...wanted } = query;
      const channel = await getOwnChannel(ctx);
      const payload = {
        type: 'event' as const,
        name: eventName,
        traceId: null,
        originator: NOBODY,
        metadata: NO_METADATA,
      };
      return sendPayload(ctx, { channel, threadId, payload, mode: { ...wanted, waitMs }, applied });
    },
    { failures: RUN_FAILURES },
  );
