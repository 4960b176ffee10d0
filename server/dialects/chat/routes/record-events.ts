import { createRoute, type z } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import {
  type ClientEventInput,
  recordClientEvents,
} from '@/server/services/client-event/record-client-events';
import { getOwnThread } from '../auth';
import { eventsReply } from '../reply/reply-schemas';
import { clientEvent, clientEvents } from '../schemas';
import { KEY_FAILURES } from './describe-route';

const responses = {
  202: jsonReply('Number of new events and of duplicates', eventsReply),
};

const one = createRoute({
  method: 'post',
  path: '/chat/events',
  operationId: 'recordEvent',
  tags: ['Chat'],
  summary: 'Report an event of the page',
  description: 'A telemetry event of the page. Flows do not receive it.',
  request: { body: jsonBody(clientEvent, { required: true }) },
  responses,
});

const many = createRoute({
  method: 'post',
  path: '/chat/events/batch',
  operationId: 'recordEvents',
  tags: ['Chat'],
  summary: 'Report up to 50 events of the page',
  description: 'An event with a known id is not counted again.',
  request: { body: jsonBody(clientEvents, { required: true }) },
  responses,
});

/** WIRE.md#telemetry-events. */
export const recordEventEndpoint = () =>
  defineEndpoint(
    one,
    async ({ ctx, body }) => {
      const { channelId } = getOwnThread(ctx);
      return { status: 202, body: await recordClientEvents(ctx, { channelId, events: [toInput(body)] }) };
    },
    { failures: KEY_FAILURES },
  );

/** WIRE.md#telemetry-events, up to 50. */
export const recordEventsEndpoint = () =>
  defineEndpoint(
    many,
    async ({ ctx, body }) => {
      const { channelId } = getOwnThread(ctx);
      return {
        status: 202,
        body: await recordClientEvents(ctx, { channelId, events: body.events.map(toInput) }),
      };
    },
    { failures: KEY_FAILURES },
  );

function toInput({ name, props, timestamp, id }: z.output<typeof clientEvent>): ClientEventInput {
  return { name, props: props ?? {}, at: timestamp ? new Date(timestamp) : null, id: id ?? null };
}
