import { beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '../support/flows';
import type { Target } from '../support/target';
import {
  askPublic,
  type ChatError,
  type ChatSession,
  type MadeChannel,
  makeChannel,
  openSession,
} from './client';
import { orderFlow } from './flows';

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

/** Tests that malformed, unauthorized and oversized requests get the API's own error body. */
export function describeRequests(target: () => Target): void {
  const intentName = `order_${crypto.randomUUID().slice(0, 8)}`;
  let channel: MadeChannel;
  let session: ChatSession;

  beforeAll(async () => {
    await makeFlow(target(), orderFlow(intentName));
    channel = await makeChannel(target());
    session = await openSession(target(), channel);
  });

  const post = (path: string, body: unknown, key: string | null = session.sessionToken, headers = {}) =>
    askPublic<ChatError>(target(), 'POST', path, { body, key, headers });
  const trigger = (more: object) => post('/chat/messages', { text: 'Hi', intentName, ...more });
  const failed = (status: number, error: string, details?: unknown) => ({
    status,
    body: { error, message: expect.stringMatching(/^[A-Z].+\.$/), ...(details ? { details } : {}) },
  });

  describe('a credential', () => {
    it.each(['/chat/messages', '/chat/events', '/chat/events/batch'])('is required by %s', async (path) => {
      for (const key of [null, 'x', `${session.sessionToken}x`, session.sessionToken.replace('.', '.A')]) {
        expect(await post(path, {}, key)).toMatchObject(failed(401, 'invalid_session_token'));
      }
    });

    it('of a public read is a key: 400 without one, 403 with an unknown one', async () => {
      for (const path of ['/chat/quick-questions', '/config/widget', '/forms/x', '/forms/x/schema']) {
        expect(await askPublic(target(), 'GET', path)).toMatchObject(failed(400, 'invalid_input'));
        const unknown = await askPublic(target(), 'GET', `${path}?publicKey=pk_live_${'0'.repeat(32)}`);
        expect(unknown).toMatchObject(failed(403, 'widget_disabled'));
      }
    });

    it('of a session is a key in the body, the query or a header', async () => {
      expect(await post('/chat/sessions', {}, null)).toMatchObject(failed(400, 'invalid_input'));
      expect(await post('/chat/sessions', { publicKey: 'pk_test' }, null)).toMatchObject(
        failed(422, 'validation_failed'),
      );
      const unknown = { publicKey: `pk_live_${'f'.repeat(32)}` };
      expect(await post('/chat/sessions', unknown, null)).toMatchObject(failed(403, 'widget_disabled'));
      expect((await post(`/chat/sessions?publicKey=${channel.publicKey}`, {}, null)).status).toBe(201);
      const header = { 'X-Comerix-Public-Key': channel.publicKey };
      expect((await post('/chat/sessions', {}, null, header)).status).toBe(201);
    });
  });

  describe('a path', () => {
    it('that does not exist is 404, an unsupported method is 405', async () => {
      expect(await askPublic(target(), 'GET', '/nothing')).toMatchObject(failed(404, 'not_found'));
      expect(
        await askPublic(target(), 'GET', `/config/secrets?publicKey=${channel.publicKey}`),
      ).toMatchObject(failed(404, 'not_found'));
      const wrong = await askPublic(target(), 'PUT', '/chat/messages');
      expect(wrong).toMatchObject(failed(405, 'method_not_allowed'));
      expect(wrong.headers.get('allow')).toBe('OPTIONS, POST');
    });
  });

  describe('a body', () => {
    it('must be JSON', async () => {
      expect(await post('/chat/messages', '{')).toMatchObject(failed(400, 'invalid_input'));
      const other = await post('/chat/messages', 'text', session.sessionToken, {
        'content-type': 'text/plain',
      });
      expect(other).toMatchObject(failed(415, 'unsupported_media_type'));
      expect(await post('/chat/messages', { text: 'x'.repeat(300_000) })).toMatchObject(
        failed(413, 'payload_too_large'),
      );
    });

    it.each([
      ['text', { text: undefined }, 400, 'invalid_input'],
      ['intentName', { intentName: undefined }, 400, 'invalid_input'],
      ['tokenUsage.model', { tokenUsage: { prompt_tokens: 1, completion_tokens: 1 } }, 400, 'invalid_input'],
      ['text', { text: '' }, 422, 'validation_failed'],
      ['text', { text: 7 }, 422, 'validation_failed'],
      ['text', { text: 'x'.repeat(4_001) }, 422, 'validation_failed'],
      ['intentName', { intentName: 'No Name' }, 422, 'validation_failed'],
      ['context', { context: [] }, 422, 'validation_failed'],
      [
        'tokenUsage.prompt_tokens',
        { tokenUsage: { prompt_tokens: -1, completion_tokens: 1, model: 'm' } },
        422,
        'validation_failed',
      ],
    ])('with a wrong %s (%#)', async (field, more, status, error) => {
      const details = { fields: [{ field, message: expect.any(String) }] };
      expect(await trigger(more)).toMatchObject(failed(status, error, details));
    });

    it('that resumes must name its execution, token and values', async () => {
      const reply = await post('/chat/messages', { waitToken: 'x' });
      const details = { fields: [{ field: 'executionId' }, { field: 'values' }] };
      expect(reply).toMatchObject(failed(400, 'invalid_input', details));
    });

    it('may have a text of 4000 characters, whatever their size in bytes', async () => {
      expect((await trigger({ text: 'x'.repeat(4_000) })).status).toBe(200);
      expect((await trigger({ text: '🙂'.repeat(4_000) })).status).toBe(200);
      expect((await trigger({ text: '🙂'.repeat(4_001) })).status).toBe(422);
    });
  });

  describe('variables', () => {
    const bytesOf = (length: number) => ({ k: 'x'.repeat(length - '{"k":""}'.length) });

    it.each([
      ['50 keys', many(50)],
      ['4096 bytes', bytesOf(4_096)],
      ['4 levels of arrays', { k: nested(4) }],
      [
        'scalars and null',
        { a: 1, b: 'x', c: true, d: null, e: [1, 'x', null, false], [`k${'x'.repeat(63)}`]: 1 },
      ],
    ])('may have %s', async (_, variables) => {
      expect((await trigger({ variables })).status).toBe(200);
    });

    it.each([
      ['51 keys', many(51), '50 keys'],
      ['4097 bytes', bytesOf(4_097), '4096 bytes'],
      ['more bytes than characters', { k: 'ü'.repeat(2_050) }, '4096 bytes'],
      ['5 levels of arrays', { k: nested(5) }, '4 levels'],
      ['an object', { k: {} }, 'objects are not allowed'],
      ['an object in an array', { k: [[{}]] }, 'objects are not allowed'],
      ['a key in capitals', { Key: 1 }, '^[a-z][a-z0-9_]{0,63}$'],
      ['a key that begins with a digit', { '1k': 1 }, '^[a-z][a-z0-9_]{0,63}$'],
      ['a key of 65 characters', { [`k${'x'.repeat(64)}`]: 1 }, '^[a-z][a-z0-9_]{0,63}$'],
    ])('may not have %s', async (_, variables, limit) => {
      const reply = await trigger({ variables });
      expect(reply).toMatchObject(failed(422, 'validation_failed'));
      expect(reply.text).toContain(JSON.stringify(limit).slice(1, -1));
      expect((await post('/chat/sessions', { publicKey: channel.publicKey, variables }, null)).status).toBe(
        422,
      );
    });
  });
}
