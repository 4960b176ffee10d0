import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { listSegments } from '@/server/services/broadcast/list-segments';
import { answerQuery } from '../answer-query';
import { getOwnChannel } from '../own-channel';
import { segmentsReply } from '../schemas/replies';
import { syncQuery } from '../schemas/requests';

const route = createRoute({
  method: 'get',
  path: '/broadcast/segments',
  operationId: 'listSegments',
  tags: ['Broadcasts'],
  summary: 'Get the segments of the audience',
  description: "From the channel's settings.",
  request: { query: syncQuery },
  responses: { 200: jsonReply('With sync=true the segments', segmentsReply) },
});

/** WIRE.md#segments; the webhook event `segments` is our own. */
export const listSegmentsEndpoint = () =>
  defineEndpoint(route, async ({ ctx, isHead, query: { sync } }) => {
    const channel = await getOwnChannel(ctx);
    const { segments, createdAt, modifiedAt } = await listSegments(ctx, { channelId: channel.id });
    const shown = segments.map(({ id, title, conditions }) => ({
      agentId: channel.flowId ?? '',
      audienceId: id,
      channels: [channel.name],
      conditions: conditions.map(({ field, operator, value }) => ({
        condition: operator,
        conditionField: field,
        conditionValue: value,
      })),
      contact: 'all',
      createdAfterCondition: null,
      createdAt: createdAt.toISOString(),
      createdBeforeCondition: null,
      importCondition: 'all_contacts',
      title,
      type: 'segment',
      updatedAt: modifiedAt.toISOString(),
    }));
    const body = { status: 'ok', segments: shown };
    return answerQuery(ctx, sync || isHead(), { type: 'segments', body, channelId: channel.id });
  });
