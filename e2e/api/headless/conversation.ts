import { beforeAll, describe, expect, it } from 'vitest';
import { ECHO, EVENTS, HELLO, TRANSFER } from '@/server/services/session/fixtures/flows';
import { FAILING, type MadeFlow, makeFlow } from '../support/flows';
import { type ErrorBody, requireBody, type Target } from '../support/target';
import { type Headless, openHeadless } from './client';

/** Tests conversations from start to end as a client. */
export function describeConversations(target: () => Target): void {
  let api: Headless;
  let echo: MadeFlow;

  beforeAll(async () => {
    api = openHeadless(target());
    echo = await makeFlow(target(), ECHO);
  });

  describe('a conversation', () => {
    it('continues from message to message', async () => {
      const started = requireBody(await api.start(echo.id), 201);
      const { sessionId } = started;
      const echoed = requireBody(await api.send(sessionId, { text: 'hello' }), 200);
      expect(echoed.messages.map(({ text }) => text)).toEqual(['You said: hello', 'Say something.']);
      expect(echoed).toMatchObject({
        sessionId,
        flowId: echo.id,
        status: 'awaiting_input',
        createdAt: started.createdAt,
      });
      const again = requireBody(await api.send(sessionId, { text: 'x'.repeat(4_000) }), 200);
      expect(again.messages[0]?.text).toBe(`You said: ${'x'.repeat(4_000)}`);
      const ids = [...started.messages, ...echoed.messages, ...again.messages].map(({ id }) => id);
      expect(ids).toEqual(['msg-001', 'msg-003', 'msg-004', 'msg-006', 'msg-007']);
    });

    it('starts by the flow’s slug, without a body', async () => {
      expect(requireBody(await api.start(echo.slug), 201)).toMatchObject({ flowId: echo.id });
    });

    it('treats null like a missing field', async () => {
      const body = {
        variables: null,
        metadata: { externalSessionId: null, channel: null, more: [1, { a: null }] },
      };
      const { sessionId } = requireBody(await api.start(echo.id, body), 201);
      expect((await api.get(sessionId)).body).toMatchObject({ variables: {}, metadata: body.metadata });
    });

    it('keeps metadata unchanged, with its order and unusual keys', async () => {
      const metadata = { z: 1, a: 'ü', '2': true, channel: 'kiosk' };
      const { sessionId } = requireBody(await api.start(echo.id, { metadata }), 201);
      expect((await api.get(sessionId)).text).toContain(`"metadata":${JSON.stringify(metadata)}`);
    });

    it('completes', async () => {
      const flow = await makeFlow(target(), HELLO);
      const body = requireBody(await api.start(flow.id, { variables: { name: 'Ada' } }), 201);
      expect(body.status).toBe('completed');
      expect(body.messages.map(({ type, text }) => [type, text])).toEqual([
        ['text', 'Hello Ada.'],
        ['output', 'Done.'],
        ['end', ''],
      ]);
      expect(body.messages[1]?.content).toMatchObject({ output: { ok: true } });
      const state = requireBody(await api.get(body.sessionId), 200);
      expect(state).toMatchObject({
        status: 'completed',
        completedAt: body.completedAt,
        variables: { name: 'Ada' },
      });
    });

    it('reports a failed flow, and keeps the messages', async () => {
      const flow = await makeFlow(target(), FAILING);
      const body = requireBody(await api.start(flow.id), 201);
      expect(body).toMatchObject({ status: 'failed', failure: { nodeId: 'count' } });
      expect(body.messages.map(({ text }) => text)).toEqual(['So far so good.']);
      const reply = await api.call<ErrorBody>('POST', `/sessions/${body.sessionId}/messages`, {
        body: { text: 'x' },
      });
      expect(requireBody(reply, 409).error.code).toBe('SESSION_FINISHED');
    });

    it('ends once, and returns the same when ended again', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      const first = requireBody(await api.end(sessionId), 200);
      expect((await api.end(sessionId)).text).toBe(JSON.stringify(first));
      expect(requireBody(await api.get(sessionId), 200)).toMatchObject({
        status: 'terminated',
        reason: 'client_requested',
        terminatedAt: first.terminatedAt,
      });
    });

    it('hands over and accepts the result', async () => {
      const flow = await makeFlow(target(), TRANSFER);
      const { sessionId, status } = requireBody(await api.start(flow.id), 201);
      expect(status).toBe('awaiting_transfer');
      const wrong = await api.call<ErrorBody>('POST', `/sessions/${sessionId}/messages`, {
        body: { text: 'hello?' },
      });
      expect(requireBody(wrong, 409).error).toMatchObject({
        code: 'WRONG_INPUT',
        message: 'The session is awaiting_transfer and takes transferResult, not text.',
      });
      const body = requireBody(
        await api.send(sessionId, { transferResult: { status: 'hangup', failReason: null } }),
        200,
      );
      expect(body.messages[0]?.text).toBe('It went badly.');
    });

    it('executes a flow at once and returns only the status', async () => {
      const flow = await makeFlow(target(), HELLO);
      const reply = await api.call('POST', `/flows/${flow.id}/execute`, { body: { name: 'Ada' } });
      const body = requireBody(reply, 200);
      expect(Object.keys(body)).toEqual(['sessionId', 'flowId', 'status', 'completedAt']);
      expect((await api.get(body.sessionId)).body.variables).toMatchObject({ name: 'Ada' });
      const waiting = requireBody(await api.call('POST', `/flows/${echo.slug}/execute`), 200);
      expect(Object.keys(waiting)).toEqual(['sessionId', 'flowId', 'status', 'createdAt', 'expiresAt']);
      expect(waiting.status).toBe('awaiting_input');
    });

    it('executes a flow in the locale and time zone of its query', async () => {
      const flow = await makeFlow(target(), {
        format: 1,
        start: 'end',
        variables: [{ name: 'said' }],
        nodes: [
          {
            id: 'end',
            kind: 'set',
            assign: [{ variable: 'said', value: "$format(1234.5, 'number') + ' ' + $now()" }],
          },
        ],
      });
      const execute = (query: string) => api.call('POST', `/flows/${flow.id}/execute${query}`, { body: {} });
      const run = requireBody(await execute('?locale=de&timeZone=%2B05:30'), 200);
      const { said } = (await api.get(run.sessionId)).body.variables;
      expect(said).toMatch(/^1\.234,5 .*\+05:30$/);
      for (const query of ['?locale=x%20y', '?timeZone=Mars'])
        expect((await execute(query)).status).toBe(400);
    });

    it('continues with an external event', async () => {
      const flow = await makeFlow(target(), EVENTS);
      const { sessionId, status } = requireBody(await api.start(flow.id), 201);
      expect(status).toBe('awaiting_event');
      const send = (name: string, payload: unknown) =>
        api.call('POST', `/sessions/${sessionId}/events`, { body: { name, payload } });
      const ignored = requireBody(await send('something.else', {}), 200);
      expect(ignored).toMatchObject({ status: 'awaiting_event', messages: [] });
      const taken = requireBody(await send('order.paid', { amount: 12 }), 200);
      expect(taken).toMatchObject({ status: 'completed', messages: [{ text: 'Paid 12.' }, { type: 'end' }] });
    });
  });
}
