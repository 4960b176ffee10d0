import { beforeAll, describe, expect, it } from 'vitest';
import { ECHO, HELLO } from '@/server/services/session/fixtures/flows';
import { type MadeFlow, makeFlow } from '../support/flows';
import { readEventStream } from '../support/read-event-stream';
import { ask, type ErrorBody, requireBody, type Target } from '../support/target';
import { type Headless, openHeadless } from './client';

type EventBody = { id: string; type: string; at: string; data: Record<string, unknown> };
type EventPage = { events: EventBody[]; cursor: string | null; more: boolean };

/** Tests the extensions: session events by cursor and as a stream, and changing variables. */
export function describeExtensions(target: () => Target): void {
  let api: Headless;
  let echo: MadeFlow;

  beforeAll(async () => {
    api = openHeadless(target());
    echo = await makeFlow(target(), ECHO);
  });

  const page = async (sessionId: string, query = ''): Promise<EventPage> =>
    requireBody(await api.call<EventPage>('GET', `/sessions/${sessionId}/events${query}`), 200);

  const follow = (sessionId: string, headers: Record<string, string> = {}) =>
    fetch(`${target().baseUrl}/cgw/process/v1/orgs/${target().orgId}/sessions/${sessionId}/events`, {
      headers: { authorization: `Bearer ${target().apiKey}`, accept: 'text/event-stream', ...headers },
    });

  describe('events', () => {
    it('are listed in order', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      await api.send(sessionId, { text: 'hi' });
      const { events, more, cursor } = await page(sessionId);
      expect(more).toBe(false);
      expect(cursor).toBe(events.at(-1)?.id);
      expect(events[0]).toMatchObject({ id: '1-0', type: 'session.started', data: { flowId: echo.id } });
      expect(
        events.filter(({ type }) => type.startsWith('message.')).map(({ type, data }) => [type, data.text]),
      ).toEqual([
        ['message.sent', 'Say something.'],
        ['message.received', 'hi'],
        ['message.sent', 'You said: hi'],
        ['message.sent', 'Say something.'],
      ]);
      expect(
        events.filter(({ type }) => type === 'variables.changed').map(({ data }) => data),
      ).toContainEqual({
        set: { said: 'hi' },
      });
    });

    it('are the same in pages of any size', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      await api.send(sessionId, { text: 'hi' });
      const all = (await page(sessionId)).events;
      for (const limit of [1, 2, 3]) {
        const seen: EventBody[] = [];
        let after = '';
        for (let more = true; more; ) {
          const next = await page(sessionId, `?limit=${limit}${after}`);
          seen.push(...next.events);
          after = `&after=${next.cursor}`;
          more = next.more;
        }
        expect(seen).toEqual(all);
      }
    });

    it('stream as they happen, resume from Last-Event-ID, and end with the session', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      const stream = await follow(sessionId);
      expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
      const events = readEventStream(stream);
      const first = await events.until(({ data }) => data.data.text === 'Say something.');
      await api.send(sessionId, { text: 'live' });
      const received = await events.until(({ event }) => event === 'message.received');
      expect(received.at(-1)?.data).toMatchObject({ type: 'message.received', data: { text: 'live' } });
      await api.end(sessionId);
      const rest = await events.rest();
      expect(rest.at(-1)).toMatchObject({
        event: 'status.changed',
        data: { data: { status: 'terminated' } },
      });

      const streamed = [...first, ...received, ...rest];
      expect(streamed.map(({ data }) => data)).toEqual((await page(sessionId)).events);
      const resumed = await readEventStream(
        await follow(sessionId, { 'last-event-id': first.at(-1)?.id ?? '' }),
      ).rest();
      expect(resumed.map(({ id }) => id)).toEqual([...received, ...rest].map(({ id }) => id));
      const over = await follow(sessionId, { 'last-event-id': rest.at(-1)?.id ?? '' });
      expect(over.status).toBe(204);
    });

    it('answer an invalid stream request in JSON', async () => {
      const missing = await follow(crypto.randomUUID());
      expect(missing.status).toBe(404);
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      const wrong = await follow(sessionId, { 'last-event-id': 'nonsense' });
      expect(wrong.status).toBe(400);
      const reply = await api.call<ErrorBody>('GET', `/sessions/${sessionId}/events?after=nonsense`);
      expect(requireBody(reply, 400).error.details).toMatchObject({ issues: [{ path: ['after'] }] });
    });
  });

  describe('PATCH variables', () => {
    const patch = (sessionId: string, variables: unknown, ifMatch?: string) =>
      api.call('PATCH', `/sessions/${sessionId}/variables`, {
        body: { variables },
        ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
      });

    it('sets the named variables and leaves the others', async () => {
      const { sessionId } = requireBody(await api.start(echo.id, { variables: { a: 1, b: 2 } }), 201);
      const body = requireBody(await patch(sessionId, { b: null, c: { d: [3] } }), 200);
      expect(body).toMatchObject({ status: 'awaiting_input', variables: { a: 1, b: null, c: { d: [3] } } });
    });

    it('honours If-Match', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      const tag = (await api.get(sessionId)).headers.get('etag') ?? '';
      expect(tag).toMatch(/^"\d+"$/);
      const changed = await patch(sessionId, { a: 1 }, tag);
      expect(changed.status).toBe(200);
      expect(changed.headers.get('etag')).not.toBe(tag);
      for (const stale of [tag, 'W/"1"', 'nonsense']) {
        const refused = await patch(sessionId, { a: 2 }, stale);
        expect(refused.status).toBe(412);
      }
      expect((await patch(sessionId, { a: 3 }, changed.headers.get('etag') ?? '')).status).toBe(200);
      expect((await patch(sessionId, { a: 4 }, '*')).body.variables).toMatchObject({ a: 4 });
    });

    it('accepts one of two concurrent requests', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      const tag = (await api.get(sessionId)).headers.get('etag') ?? '';
      const replies = await Promise.all([1, 2].map((a) => patch(sessionId, { a }, tag)));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('is refused once the session is over', async () => {
      const flow = await makeFlow(target(), HELLO);
      const { sessionId } = requireBody(await api.start(flow.id), 201);
      expect((await patch(sessionId, { a: 1 })).status).toBe(409);
    });
  });

  describe('openapi.json', () => {
    it('describes every route and its headers, without a credential', async () => {
      const reply = await ask<{ openapi: string; paths: Record<string, object> }>(
        target(),
        'GET',
        '/cgw/process/v1/openapi.json',
        { key: null },
      );
      const { openapi, paths } = requireBody(reply, 200);
      for (const name of ['Idempotency-Key', 'If-Match', 'Last-Event-ID'])
        expect(reply.text).toContain(`"name":"${name}"`);
      expect(openapi).toBe('3.1.0');
      expect(
        Object.entries(paths)
          .flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m} ${path}`))
          .sort(),
      ).toEqual([
        'delete /cgw/process/v1/orgs/{orgId}/sessions/{sessionId}',
        'get /cgw/process/v1/orgs/{orgId}/sessions/{sessionId}',
        'get /cgw/process/v1/orgs/{orgId}/sessions/{sessionId}/events',
        'patch /cgw/process/v1/orgs/{orgId}/sessions/{sessionId}/variables',
        'post /cgw/process/v1/orgs/{orgId}/flows/{flowId}/execute',
        'post /cgw/process/v1/orgs/{orgId}/flows/{flowId}/sessions',
        'post /cgw/process/v1/orgs/{orgId}/sessions/{sessionId}/events',
        'post /cgw/process/v1/orgs/{orgId}/sessions/{sessionId}/messages',
      ]);
    });
  });
}
