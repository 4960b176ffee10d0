import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { answerQuery } from '../answer-query';
import { getOwnChannel } from '../own-channel';
import { hoursReply } from '../schemas/replies';
import { syncQuery } from '../schemas/requests';

const route = createRoute({
  method: 'get',
  path: '/businesshours',
  operationId: 'getBusinessHours',
  tags: ['Business hours'],
  summary: 'Get the business hours',
  description: "From the channel's settings.",
  request: { query: syncQuery },
  responses: { 200: jsonReply('With sync=true the hours', hoursReply) },
});

/** WIRE.md#business-hours; the date of a holiday is a full one with a time, the webhook event is `businessHours`. */
export const getBusinessHoursEndpoint = () =>
  defineEndpoint(route, async ({ ctx, isHead, query: { sync } }) => {
    const channel = await getOwnChannel(ctx);
    const today = new Date(ctx.clock.now()).toISOString().slice(0, 10);
    const toDate = (date: string) => `${toNextDate(date, today)}T00:00:00.000Z`;
    const businessHours = channel.settings.businessHours.map(({ weekdays, holidays, label, timezone }) => ({
      weekdays,
      holidays: holidays.map(({ holiday, date }) => ({ holiday, date: toDate(date) })),
      label,
      timezone,
    }));
    const body = { status: 'ok', businessHours };
    return answerQuery(ctx, sync || isHead(), { type: 'businessHours', body, channelId: channel.id });
  });

const LEAP_CYCLE = 8;

/** The next date of a holiday such as "12-25", from `today` on; a date with a year stays as it is. */
function toNextDate(date: string, today: string): string {
  if (date.length !== 'MM-DD'.length) return date;
  const year = Number(today.slice(0, 4));
  const years = Array.from({ length: LEAP_CYCLE + 1 }, (_, index) => year + index);
  const dates = years.map((each) => `${each}-${date}`);
  return dates.find((each) => each >= today && isDate(each)) ?? today;
}

// February 29 exists in leap years only.
function isDate(text: string): boolean {
  return new Date(`${text}T00:00:00.000Z`).toISOString().startsWith(text);
}
