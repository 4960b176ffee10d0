import { beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '../support/flows';
import type { Target } from '../support/target';
import {
  askPublic,
  type ChatError,
  changeChannel,
  type MadeChannel,
  makeChannel,
  openSession,
} from './client';
import { orderFlow } from './flows';

/** Tests the restrictions of a publishable key: allowed origins, allowed intents, disabled channels. */
export function describeKeys(target: () => Target): void {
  const name = crypto.randomUUID().slice(0, 8);
  const intent = `order_${name}`;
  const exact = `https://${name}.example`;
  const wild = `https://a.b.${name}-shop.example`;
  let channel: MadeChannel;

  beforeAll(async () => {
    await makeFlow(target(), orderFlow(intent));
    channel = await makeChannel(target(), {
      allowedOrigins: [exact, `https://*.${name}-shop.example`],
      allowedIntents: ['another'],
    });
  });

  const open = (origin: string | null, { publicKey } = channel) =>
    askPublic<ChatError>(target(), 'POST', '/chat/sessions', {
      body: { publicKey },
      headers: origin === null ? {} : { origin },
    });
  const preflight = (origin: string, path = '/chat/messages') =>
    askPublic<ChatError>(target(), 'OPTIONS', path, {
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });

  describe('origins', () => {
    it('that the key allows are in the response headers', async () => {
      for (const origin of [exact, wild]) {
        const reply = await open(origin);
        expect(reply.status).toBe(201);
        expect(reply.headers.get('access-control-allow-origin')).toBe(origin);
        expect(reply.headers.get('vary')).toContain('Origin');
        expect(reply.headers.get('access-control-expose-headers')).toContain('ETag');
      }
    });

    it('that it does not allow are refused, and not in the response headers', async () => {
      for (const origin of [
        `https://${name}-shop.example`,
        `http://${name}.example`,
        `${exact}.evil.example`,
        'null',
      ]) {
        const reply = await open(origin);
        expect(reply).toMatchObject({
          status: 403,
          body: { error: 'origin_not_allowed', details: { origin } },
        });
        expect(reply.headers.get('access-control-allow-origin')).toBeNull();
      }
    });

    it('may be left out by servers', async () => {
      const reply = await open(null);
      expect(reply.status).toBe(201);
      expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    });

    it('are checked against the key of the session, also for refused requests', async () => {
      const { sessionToken: key } = await openSession(target(), channel);
      const post = (origin: string) =>
        askPublic<ChatError>(target(), 'POST', '/chat/messages', { key, body: {}, headers: { origin } });
      const wrong = await post(exact);
      expect(wrong.status).toBe(400);
      expect(wrong.headers.get('access-control-allow-origin')).toBe(exact);
      expect(await post('https://other.example')).toMatchObject({
        status: 403,
        body: { error: 'origin_not_allowed' },
      });
    });

    it('pass the preflight request when any key allows them', async () => {
      const allowed = await preflight(exact);
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get('access-control-allow-origin')).toBe(exact);
      expect(allowed.headers.get('access-control-allow-methods')).toBe('OPTIONS, POST');
      expect(allowed.headers.get('access-control-allow-headers')).toMatch(
        /Authorization.*X-Comerix-Public-Key/,
      );
      expect((await preflight(wild, '/chat/executions/x')).headers.get('access-control-allow-origin')).toBe(
        wild,
      );
      const refused = await preflight('https://stranger.example');
      expect(refused).toMatchObject({ status: 403, body: { error: 'origin_not_allowed' } });
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('intents', () => {
    it('that the key does not allow are refused, naming the allowed ones', async () => {
      const { sessionToken: key } = await openSession(target(), channel);
      const post = (intentName: string) =>
        askPublic<ChatError>(target(), 'POST', '/chat/messages', { key, body: { text: 'Hi', intentName } });
      expect(await post(intent)).toMatchObject({
        status: 403,
        body: { error: 'intent_not_allowed', details: { allowed_intents: ['another'] } },
      });
      expect(await post('another')).toMatchObject({ status: 404, body: { error: 'intent_not_matched' } });
    });
  });

  describe('a paused key', () => {
    it('is refused, and so are its session tokens', async () => {
      const paused = await makeChannel(target());
      const { sessionToken: key } = await openSession(target(), paused);
      await changeChannel(target(), paused.id, { enabled: false });
      expect(await open(null, paused)).toMatchObject({ status: 403, body: { error: 'widget_disabled' } });
      const reply = await askPublic(target(), 'POST', '/chat/messages', {
        key,
        body: { text: 'x', intentName: intent },
      });
      expect(reply).toMatchObject({ status: 403, body: { error: 'widget_disabled' } });
      await changeChannel(target(), paused.id, { enabled: true });
      expect((await open(null, paused)).status).toBe(201);
    });
  });
}
