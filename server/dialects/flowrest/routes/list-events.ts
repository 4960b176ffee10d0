import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { listEventTriggers } from '@/server/services/trigger/list-event-triggers';
import { answerQuery } from '../answer-query';
import { getOwnChannel } from '../own-channel';
import { eventsReply } from '../schemas/replies';
import { syncQuery } from '../schemas/requests';

const route = createRoute({
  method: 'get',
  path: '/trigger/event',
  operationId: 'listEvents',
  tags: ['Events'],
  summary: 'Get the events that may be triggered',
  description: 'The names of events that start a published flow and are marked as manual.',
  request: { query: syncQuery },
  responses: { 200: jsonReply('With sync=true the names under result', eventsReply) },
});

/** WIRE.md#endpoints; the webhook event is `trigger.events`. */
export const listEventsEndpoint = () =>
  defineEndpoint(route, async ({ ctx, isHead, query: { sync } }) => {
    const { id: channelId } = await getOwnChannel(ctx);
    const triggers = await listEventTriggers(ctx, { manual: true });
    const items = [...new Set(triggers.map(({ trigger }) => trigger.event))];
    const body = { status: 'ok', result: { items } };
    return answerQuery(ctx, sync || isHead(), { type: 'trigger.events', body, channelId });
  });
