import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { type MadeFlow, makeFlow } from '../support/flows';
import { ask, type ErrorBody, requireBody, type Target } from '../support/target';
import { openHeadless } from './client';

const ORG = '/cgw/process/v1/orgs';

/** Tests malformed, unauthorized and unusual requests, and the headers of every response. */
export function describeRequests(target: () => Target): void {
  let echo: MadeFlow;
  let sessionId: string;
  const messages = () => `${ORG}/${target().orgId}/sessions/${sessionId}/messages`;
  const sessions = () => `${ORG}/${target().orgId}/flows/${echo.id}/sessions`;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask<ErrorBody>(target(), 'POST', path, { body, headers });

  beforeAll(async () => {
    echo = await makeFlow(target(), ECHO);
    sessionId = requireBody(await openHeadless(target()).start(echo.id), 201).sessionId;
  });

  describe('a malformed request', () => {
    it.each([
      ['', 'the body is empty'],
      ['{"text":', 'Unexpected end of JSON input'],
      ['{text:1}', "Expected property name or '}'"],
    ])('%j is not JSON', async (body, reason) => {
      const { error } = requireBody(await post(messages(), body), 400);
      expect(error).toMatchObject({
        code: 'INVALID_REQUEST',
        details: { reason: expect.stringContaining(reason) },
      });
    });

    it.each([
      ['[]', []],
      ['"text"', []],
      ['null', []],
      ['{}', []],
      ['{"text":7}', ['text']],
      ['{"text":null}', ['text']],
      ['{"text":""}', ['text']],
      ['{"text":"a","transferResult":{"status":"success"}}', []],
      ['{"transferResult":{}}', ['transferResult', 'status']],
      ['{"transferResult":{"status":"lost"}}', ['transferResult', 'status']],
      ['{"transferResult":{"status":"failed","failReason":7}}', ['transferResult', 'failReason']],
      ['{"text":"a\\u0000b"}', ['text']],
      ['{"text":"\\ud800"}', ['text']],
    ])('%s has a wrong field', async (body, path) => {
      const { error } = requireBody(await post(messages(), body), 400);
      expect(error).toMatchObject({ code: 'INVALID_REQUEST', details: { issues: [{ path }] } });
    });

    it.each([
      ['{"variables":[]}', ['variables']],
      ['{"variables":"x"}', ['variables']],
      ['{"metadata":[]}', ['metadata']],
      ['{"metadata":{"channel":7}}', ['metadata', 'channel']],
      ['{"metadata":{"externalSessionId":{}}}', ['metadata', 'externalSessionId']],
      [`{"variables":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`, undefined],
    ])('%s starts nothing', async (body, path) => {
      const { error } = requireBody(await post(sessions(), body), 400);
      expect(error).toMatchObject({ code: 'INVALID_REQUEST', details: { issues: [path ? { path } : {}] } });
    });

    it('may not have too long a text', async () => {
      const { error } = requireBody(await post(messages(), { text: 'x'.repeat(10_001) }), 400);
      expect(error).toMatchObject({ code: 'LIMIT_EXCEEDED', details: { max: 10_000, actual: 10_001 } });
    });

    it('may not have too large a body, announced or not', async () => {
      const { error } = requireBody(await post(messages(), { text: 'x'.repeat(300_000) }), 413);
      expect(error).toMatchObject({ code: 'BODY_TOO_LARGE', details: { maxBytes: 262_144 } });
      expect(await sendChunked(target(), messages(), 300_000)).toBe(413);
    });

    it('may come in chunks', async () => {
      expect(await sendChunked(target(), messages(), 100)).toBe(200);
    });

    it('may omit its content type, but not have a wrong one', async () => {
      const reply = await fetch(`${target().baseUrl}${messages()}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${target().apiKey}` },
        body: Buffer.from('{"text":"bare"}'),
      });
      expect(reply.status).toBe(200);
      const wrong = await post(messages(), '{"text":"hi"}', { 'content-type': 'text/plain' });
      expect(requireBody(wrong, 415).error.code).toBe('UNSUPPORTED_MEDIA_TYPE');
      const vendor = await post(messages(), '{"text":"hi"}', {
        'content-type': 'application/json; charset=utf-8',
      });
      expect(vendor.status).toBe(200);
    });

    it('must be UTF-8', async () => {
      const reply = await fetch(`${target().baseUrl}${messages()}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${target().apiKey}` },
        body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      });
      expect(reply.status).toBe(400);
      expect(await reply.json()).toMatchObject({
        error: { details: { reason: 'the body is not valid UTF-8' } },
      });
    });
  });

  describe('authorisation', () => {
    it('requires a key', async () => {
      const reply = await ask<ErrorBody>(target(), 'POST', messages(), { key: null, body: '{' });
      expect(requireBody(reply, 401).error.code).toBe('AUTH_HEADER_MISSING');
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    });

    it.each(['Basic abc', 'Bearer', 'Bearer a b', 'Bearer nonsense'])('refuses %j', async (authorization) => {
      const reply = await ask<ErrorBody>(target(), 'GET', messages().replace('/messages', ''), {
        key: null,
        headers: { authorization },
      });
      expect(requireBody(reply, 401).error).toMatchObject({
        code: 'INVALID_TOKEN',
        details: { reason: 'malformed' },
      });
    });

    it('accepts the scheme in any case', async () => {
      const headers = { authorization: `bearer ${target().apiKey}` };
      expect((await ask(target(), 'POST', sessions(), { key: null, headers })).status).toBe(201);
    });

    it('gives no access to another organization, whether or not it exists', async () => {
      for (const orgId of [crypto.randomUUID(), 'nonsense', '%00', target().orgId.slice(1)]) {
        const reply = await ask<ErrorBody>(target(), 'GET', `${ORG}/${orgId}/sessions/${sessionId}`);
        expect(requireBody(reply, 403).error.code).toBe('PERMISSION_DENIED');
      }
    });

    it('ends at once when the key is revoked', async () => {
      const keys = `/api/v1/orgs/${target().orgId}/api-keys`;
      const body = { name: 'Short lived', scopes: ['sessions:read'] };
      const made = requireBody(
        await ask<{ key: { id: string }; secret: string }>(target(), 'POST', keys, { body }),
        201,
      );
      const read = () =>
        ask<ErrorBody>(target(), 'GET', messages().replace('/messages', ''), { key: made.secret });
      expect((await read()).status).toBe(200);
      const start = await ask<ErrorBody>(target(), 'POST', sessions(), { key: made.secret });
      expect(requireBody(start, 403).error.details).toEqual({ scope: 'sessions:write' });
      requireBody(await ask(target(), 'DELETE', `${keys}/${made.key.id}`), 200);
      expect(requireBody(await read(), 401).error).toMatchObject({
        code: 'INVALID_TOKEN',
        details: { reason: 'revoked' },
      });
    });
  });

  describe('unknown things', () => {
    it.each(['nonsense', '6e16376b-fd09-4a9a-a49a-9ba4c3901563', 'a%2Fb', '%F0%9F%9A%80', "';--"])(
      'session %s is not found',
      async (id) => {
        const reply = await ask<ErrorBody>(target(), 'GET', `${ORG}/${target().orgId}/sessions/${id}`);
        expect(requireBody(reply, 404).error.code).toBe('NOT_FOUND');
      },
    );

    it.each(['nonsense', '6e16376b-fd09-4a9a-a49a-9ba4c3901563'])('flow %s is not found', async (id) => {
      const reply = await post(`${ORG}/${target().orgId}/flows/${id}/sessions`, {});
      expect(requireBody(reply, 404).error).toMatchObject({
        code: 'NOT_FOUND',
        details: { thing: 'flow', id },
      });
    });

    it('a flow without a published version starts nothing', async () => {
      const draft = await makeFlow(target(), ECHO, { publish: false });
      const reply = await post(`${ORG}/${target().orgId}/flows/${draft.id}/sessions`, {});
      expect(requireBody(reply, 409).error.code).toBe('FLOW_NOT_PUBLISHED');
    });

    it.each(['/cgw', '/cgw/', '/cgw/process/v1', '/cgw/process/v2/orgs', '/cgw/outbound/v1/orgs/x/calls/y'])(
      'path %s is not found, with the same error',
      async (path) => {
        const { error } = requireBody(await ask<ErrorBody>(target(), 'GET', path), 404);
        expect(error).toMatchObject({ code: 'NOT_FOUND', requestId: expect.any(String) });
      },
    );
  });

  describe('methods', () => {
    it('lists the methods that a path supports', async () => {
      const path = messages().replace('/messages', '');
      const reply = await ask<ErrorBody>(target(), 'PUT', path, { body: {} });
      expect(requireBody(reply, 405).error.code).toBe('METHOD_NOT_ALLOWED');
      expect(reply.headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS');
      const options = await ask(target(), 'OPTIONS', path, { key: null });
      expect([options.status, options.headers.get('allow')]).toEqual([204, 'DELETE, GET, HEAD, OPTIONS']);
    });

    it('answers HEAD like GET, without the body', async () => {
      const reply = await ask(target(), 'HEAD', messages().replace('/messages', ''));
      expect([reply.status, reply.text]).toEqual([200, '']);
      expect(reply.headers.get('etag')).toMatch(/^"\d+"$/);
    });
  });

  describe('every response', () => {
    it('has a request id, generated or a valid one of the caller', async () => {
      const path = `${ORG}/${target().orgId}/sessions/nonsense`;
      const made = await ask<ErrorBody>(target(), 'GET', path);
      expect(made.headers.get('x-request-id')).toBe(made.body.error.requestId);
      const given = await ask<ErrorBody>(target(), 'GET', path, { headers: { 'x-request-id': 'trace-7' } });
      expect(given.body.error.requestId).toBe('trace-7');
      const odd = await ask<ErrorBody>(target(), 'GET', path, { headers: { 'x-request-id': '<script>' } });
      expect(odd.body.error.requestId).not.toContain('script');
    });

    it('forbids caching and sniffing, and has the rate-limit headers', async () => {
      const { headers } = await ask(target(), 'POST', sessions());
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-type')).toBe('application/json');
      expect(Number(headers.get('ratelimit-remaining'))).toBeLessThan(Number(headers.get('ratelimit-limit')));
      expect(Number(headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
    });
  });
}

// fetch sends a Content-Length for a known body, so the chunks are written by hand.
function sendChunked({ baseUrl, apiKey }: Target, path: string, size: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const sent = request(`${baseUrl}${path}`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.write('{"text":"');
    for (let left = size; left > 0; left -= 50_000) sent.write('x'.repeat(Math.min(left, 50_000)));
    sent.end('"}');
  });
}
