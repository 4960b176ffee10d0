import { createRoute } from '@hono/zod-openapi';
import type { StreamSlots } from '@/server/http/admission/stream-slots';
import { type ServerSentEvent, toEventStream } from '@/server/http/response/event-stream';
import { type Call, defineEndpoint, type ResponseOf } from '@/server/http/routing/endpoint';
import { jsonOrEvents } from '@/server/http/routing/openapi';
import type { PartialReply } from '@/server/services/session/events/follow-reply';
import { getSession } from '@/server/services/session/get-session';
import { listEvents } from '@/server/services/session/list-events';
import type { SessionEvent } from '@/server/services/session/view';
import { watchEvents } from '@/server/services/session/watch-events';
import { eventList } from '../schemas/replies';
import { eventsQuery, sessionPath, streamHeaders } from '../schemas/requests';
import { toEventBody } from '../translate';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/sessions/{sessionId}/events',
  operationId: 'listEvents',
  tags: ['Sessions'],
  summary: 'Read or follow the events of a session (extension)',
  description:
    'JSON pages by cursor. With Accept: text/event-stream, server-sent events after Last-Event-ID (or `after`) until the session is over. An event `reply.partial` has no id: it shows the reply that a model is writing.',
  request: { params: sessionPath, query: eventsQuery, headers: streamHeaders },
  responses: {
    200: jsonOrEvents('Events in order; while more is true, repeat with the cursor as after', eventList),
    204: { description: 'For a stream that reconnects: the session is over and all events were sent' },
  },
});

type EventsCall = Call<typeof route>;
type EventsResponse = Promise<ResponseOf<typeof route>>;
export type EventOptions = { streams: StreamSlots; heartbeatMs: number };

export const listEventsEndpoint = (options: EventOptions) =>
  defineEndpoint(route, async (call) =>
    call.header('accept')?.includes('text/event-stream') ? follow(call, options) : page(call),
  );

async function page({ ctx, params: { sessionId }, query }: EventsCall): EventsResponse {
  const { events, more } = await listEvents(ctx, { sessionId, ...query });
  const cursor = events.at(-1)?.id ?? query.after ?? null;
  return { status: 200, body: { events: events.map(toEventBody), cursor, more } };
}

async function follow(call: EventsCall, { streams, heartbeatMs }: EventOptions): EventsResponse {
  const { ctx, params, query, signal, isStillAuthorized } = call;
  const { sessionId } = params;
  const lastSeen = call.header('last-event-id');
  const after = lastSeen ?? query.after;
  // Read first, because a stream that has begun cannot answer with an error status.
  const { events: waiting } = await listEvents(ctx, { sessionId, after, limit: 1 });
  if (lastSeen !== null && waiting.length === 0 && (await isOver(call))) return { status: 204 };
  const slot = streams.take(signal());
  const events = watchEvents(ctx, { sessionId, after, signal: slot.signal });
  return toEventStream(toServerSent(events, isStillAuthorized), {
    heartbeatMs,
    onClose: slot.release,
    onError: (err) => {
      const { requestId, actor } = ctx;
      ctx.log.error({ err, requestId, orgId: actor.orgId, sessionId }, 'a stream of events broke');
    },
  });
}

// Browsers reconnect to a stream that ended; a 204 stops them.
async function isOver({ ctx, params: { sessionId } }: EventsCall): Promise<boolean> {
  return (await getSession(ctx, { sessionId })).finishedAt !== null;
}

// Keys are cached for seconds, so a check before every event is cheap.
async function* toServerSent(
  events: AsyncIterable<SessionEvent | PartialReply>,
  isStillAuthorized: () => Promise<boolean>,
): AsyncIterable<ServerSentEvent> {
  for await (const event of events) {
    if (!(await isStillAuthorized())) return;
    yield event.type === 'reply.partial'
      ? { event: event.type, data: event }
      : { id: event.id, event: event.type, data: toEventBody(event) };
  }
}
