import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { answerQuery } from '../answer-query';
import { getOwnChannel } from '../own-channel';
import { okReply, syncQuery } from '../schemas';

const route = createRoute({
  method: 'get',
  path: '/businesshours',
  operationId: 'getBusinessHours',
  tags: ['Business hours'],
  summary: 'Get the business hours',
  description: "From the channel's settings.",
  request: { query: syncQuery },
  responses: { 200: jsonReply('With sync=true the hours', okReply) },
});

/** WIRE.md#business-hours; the date of a holiday has a time, the webhook event is `businessHours`. */
export const getBusinessHoursEndpoint = () =>
  defineEndpoint(route, async ({ ctx, isHead, query: { sync } }) => {
    const channel = await getOwnChannel(ctx);
    const businessHours = channel.settings.businessHours.map(({ weekdays, holidays, label, timezone }) => ({
      weekdays,
      holidays: holidays.map(({ holiday, date }) => ({ holiday, date: `${date}T00:00:00.000Z` })),
      label,
      timezone,
    }));
    const body = { status: 'ok', businessHours };
    return answerQuery(ctx, sync || isHead(), { type: 'businessHours', body, channelId: channel.id });
  });
