import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { requireOrganization } from '@/server/http/routing/require-organization';
import { emitEvent } from '@/server/services/event/emit-event';
import { eventBody, eventReply } from '../schemas';

const route = createRoute({
  method: 'post',
  path: '/events',
  operationId: 'emitEvent',
  tags: ['Events'],
  summary: 'Emit a domain event',
  description:
    'Reaches every execution that waits for it and starts every flow whose event trigger has its name.',
  request: { body: jsonBody(eventBody, { required: true }) },
  responses: { 202: jsonReply('Accepted for delivery', eventReply) },
});

/** WIRE.md#engine-api. */
export const emitEventEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, body: { tenant_id, name, payload } }) => {
      requireOrganization(ctx.actor, tenant_id);
      const { id } = await emitEvent(ctx, { name, payload: payload ?? {} });
      return { status: 202, body: { event_id: id, name, accepted: true } };
    },
    { failures: ['limit_exceeded'] },
  );
