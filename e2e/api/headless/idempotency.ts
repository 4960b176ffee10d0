import { beforeAll, describe, expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { type MadeFlow, makeFlow } from '../support/flows';
import { type ErrorBody, requireBody, type Target } from '../support/target';
import { type Headless, openHeadless } from './client';

const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });
const newKey = () => crypto.randomUUID();

/** Tests repeated POST requests with one Idempotency-Key. */
export function describeIdempotency(target: () => Target): void {
  let api: Headless;
  let echo: MadeFlow;

  beforeAll(async () => {
    api = openHeadless(target());
    echo = await makeFlow(target(), ECHO);
  });

  describe('Idempotency-Key', () => {
    it('starts one session, and answers every repeat with the same bytes', async () => {
      const key = newKey();
      const first = await api.start(echo.id, { variables: { a: 1 } }, withKey(key));
      const second = await api.start(echo.id, { variables: { a: 1 } }, withKey(key));
      expect(first.status).toBe(201);
      expect(first.headers.get('idempotency-replayed')).toBeNull();
      expect(second.status).toBe(201);
      expect(second.text).toBe(first.text);
      expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
      expect(second.headers.get('idempotency-replayed')).toBe('true');
      expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    });

    it('sends a message once', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      const key = newKey();
      const replies = [];
      for (let attempt = 0; attempt < 3; attempt += 1) {
        replies.push(await api.send(sessionId, { text: 'once' }, withKey(key)));
      }
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
      expect((await api.get(sessionId)).body.messageCount).toBe(4);
    });

    it('runs one of many concurrent requests; the others get its answer or 409', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      const key = newKey();
      const replies = await Promise.all(
        Array.from({ length: 8 }, () => api.send(sessionId, { text: 'together' }, withKey(key))),
      );
      const answered = replies.filter(({ status }) => status === 200);
      expect(new Set(answered.map(({ text }) => text)).size).toBe(1);
      for (const reply of replies.filter(({ status }) => status !== 200)) {
        expect(reply.status).toBe(409);
        expect(reply.headers.get('retry-after')).toBe('1');
        expect(JSON.parse(reply.text).error.code).toBe('REQUEST_IN_PROGRESS');
      }
      expect((await api.get(sessionId)).body.messageCount).toBe(4);
    });

    it('refuses another body, another path and another query under the same key', async () => {
      const key = newKey();
      requireBody(await api.start(echo.id, { variables: { a: 1 } }, withKey(key)), 201);
      const changed = await api.call<ErrorBody>('POST', `/flows/${echo.id}/sessions`, {
        body: { variables: { a: 2 } },
        ...withKey(key),
      });
      expect(requireBody(changed, 422).error.code).toBe('IDEMPOTENCY_KEY_REUSED');
      const elsewhere = await api.call<ErrorBody>('POST', `/flows/${echo.slug}/sessions`, {
        body: { variables: { a: 1 } },
        ...withKey(key),
      });
      expect(elsewhere.status).toBe(422);
      const asked = await api.call<ErrorBody>('POST', `/flows/${echo.id}/sessions?quietly=1`, {
        body: { variables: { a: 1 } },
        ...withKey(key),
      });
      expect(asked.status).toBe(422);
    });

    it('stores a refusal that is caused by the request', async () => {
      const { sessionId } = requireBody(await api.start(echo.id), 201);
      const key = newKey();
      const first = await api.send(sessionId, { text: 7 }, withKey(key));
      const second = await api.send(sessionId, { text: 7 }, withKey(key));
      expect([first.status, second.status]).toEqual([400, 400]);
      expect(second.text).toBe(first.text);
    });

    it.each(['', 'x'.repeat(256), 'with space', 'tab\tbed'])('refuses the key %j', async (key) => {
      const reply = await api.call<ErrorBody>('POST', `/flows/${echo.id}/sessions`, withKey(key));
      expect(requireBody(reply, 400).error.code).toBe('IDEMPOTENCY_KEY_INVALID');
    });
  });
}
