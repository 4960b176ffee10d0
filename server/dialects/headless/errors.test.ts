import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { AIRLINE, type MadeFlow, makeFlow, PROCESSED } from '@/e2e/api/support/flows';
import { sendSlowly } from '@/e2e/api/support/send-slowly';
import {
  type Asked,
  ask,
  type ErrorBody,
  type Reply,
  requireBody,
  type Target,
} from '@/e2e/api/support/target';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { callingFlow, TRANSFER } from '@/server/services/session/fixtures/flows';
import type { ErrorCode } from '@/server/shared/errors';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

const clock = createManualClock(Date.now());
let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let airline: MadeFlow;
let silent: Server;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  mount = await openDirectMount(testEnv.platform, {
    tuning: { waitMs: 0 },
    env: { PARLEY_EVENT_STREAMS: 0 },
  });
  target = {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
  };
  airline = await makeFlow(target, AIRLINE);
  // Takes a call and never answers it, so that a session stays under way.
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await mount.close();
  await testEnv.close();
});

type Failed = Promise<Reply<ErrorBody>>;

const call = (method: string, path: string, asked?: Asked, at: Target = target): Failed =>
  ask<ErrorBody>(at, method, `/cgw/process/v1/orgs/${at.orgId}${path}`, asked);

const start = async (flow: MadeFlow): Promise<string> => {
  const path = `/cgw/process/v1/orgs/${target.orgId}/flows/${flow.id}/sessions`;
  return requireBody(await ask<{ sessionId: string }>(target, 'POST', path), 201).sessionId;
};

const send = (sessionId: string, body: unknown, headers: Record<string, string> = {}): Failed =>
  call('POST', `/sessions/${sessionId}/messages`, { body, headers });

const NOT_HERE = 'only the management API can be asked for it';
const OF_CHANNELS = 'only where channels are spoken for';

/** The request that causes each failure, or the reason why there is none; a missing code does not compile. */
const PROVOKED: Record<ErrorCode, [status: number, code: string, provoke: () => Failed] | string> = {
  malformed_json: [
    400,
    'INVALID_REQUEST',
    () => call('POST', `/flows/${airline.id}/sessions`, { body: '{' }),
  ],
  invalid_request: [
    400,
    'INVALID_REQUEST',
    () => call('POST', `/flows/${airline.id}/sessions`, { body: '[]' }),
  ],
  unsupported_media_type: [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () =>
      call('POST', `/flows/${airline.id}/sessions`, { body: '{}', headers: { 'content-type': 'text/xml' } }),
  ],
  unsupported_encoding: [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () =>
      call('POST', `/flows/${airline.id}/sessions`, { body: '{}', headers: { 'content-encoding': 'br' } }),
  ],
  limit_exceeded: [
    400,
    'LIMIT_EXCEEDED',
    async () => send(await start(airline), { text: 'x'.repeat(10_001) }),
  ],
  body_too_large: [
    413,
    'BODY_TOO_LARGE',
    async () => send(await start(airline), { text: 'x'.repeat(262_144) }),
  ],
  body_too_slow: [
    408,
    'BODY_TOO_SLOW',
    () => {
      const path = `/cgw/process/v1/orgs/${target.orgId}/flows/${airline.id}/sessions`;
      return sendSlowly<ErrorBody>(testEnv.platform, path, { authorization: `Bearer ${target.apiKey}` });
    },
  ],
  credential_missing: [401, 'AUTH_HEADER_MISSING', () => call('GET', '/sessions/x', { key: null })],
  credential_invalid: [401, 'INVALID_TOKEN', () => call('GET', '/sessions/x', { key: 'x' })],
  permission_denied: [
    403,
    'PERMISSION_DENIED',
    async () =>
      call('GET', '/sessions/x', { key: await makeKey(testEnv.platform, testEnv.orgId, ['flows:read']) }),
  ],
  not_found: [404, 'NOT_FOUND', () => call('GET', '/sessions/x')],
  method_not_allowed: [405, 'METHOD_NOT_ALLOWED', () => call('PUT', '/sessions/x')],
  flow_not_published: [
    409,
    'FLOW_NOT_PUBLISHED',
    async () => call('POST', `/flows/${(await makeFlow(target, AIRLINE, { publish: false })).id}/sessions`),
  ],
  flow_archived: [
    404,
    'NOT_FOUND',
    async () => {
      const { id } = await makeFlow(target, AIRLINE);
      await archiveFlow(actIn(testEnv.platform, testEnv.orgId), { flowId: id });
      return call('POST', `/flows/${id}/sessions`);
    },
  ],
  flow_invalid: NOT_HERE,
  tests_failed: NOT_HERE,
  fresh_sign_in_required: 'a key has no sign-in',
  factor_required: 'a key has no sign-in',
  slug_taken: NOT_HERE,
  name_taken: NOT_HERE,
  room_in_use: NOT_HERE,
  channel_disabled: OF_CHANNELS,
  origin_not_allowed: OF_CHANNELS,
  intent_not_allowed: OF_CHANNELS,
  wait_token_invalid: OF_CHANNELS,
  draft_conflict: NOT_HERE,
  session_not_held: NOT_HERE,
  session_not_movable: NOT_HERE,
  precondition_failed: [
    412,
    'PRECONDITION_FAILED',
    async () =>
      call('PATCH', `/sessions/${await start(airline)}/variables`, {
        body: { variables: {} },
        headers: { 'if-match': '"99"' },
      }),
  ],
  wrong_input: [
    409,
    'WRONG_INPUT',
    async () => send(await start(await makeFlow(target, TRANSFER)), { text: 'hi' }),
  ],
  session_finished: [
    409,
    'SESSION_FINISHED',
    async () => send(await start(await makeFlow(target, PROCESSED)), { text: 'hi' }),
  ],
  session_expired: [
    410,
    'SESSION_EXPIRED',
    async () => {
      const sessionId = await start(airline);
      clock.advance(3_600_000);
      return send(sessionId, { text: 'hi' });
    },
  ],
  inbox_full: [
    429,
    'INBOX_FULL',
    async () => {
      const { port } = silent.address() as AddressInfo;
      const sessionId = await start(
        await makeFlow(target, callingFlow(`http://127.0.0.1:${port}/`, { timeoutMs: 60_000 })),
      );
      for (let count = 0; count < 50; count += 1) requireBody(await send(sessionId, { text: 'more' }), 200);
      return send(sessionId, { text: 'too much' });
    },
  ],
  idempotency_key_invalid: [
    400,
    'IDEMPOTENCY_KEY_INVALID',
    () => call('POST', `/flows/${airline.id}/sessions`, { headers: { 'idempotency-key': 'a b' } }),
  ],
  idempotency_mismatch: [
    422,
    'IDEMPOTENCY_KEY_REUSED',
    async () => {
      const sessionId = await start(airline);
      await send(sessionId, { text: 'one' }, { 'idempotency-key': 'reused' });
      return send(sessionId, { text: 'two' }, { 'idempotency-key': 'reused' });
    },
  ],
  idempotency_running: [
    409,
    'REQUEST_IN_PROGRESS',
    async () => {
      const sessionId = await start(airline);
      await testEnv.platform.db.pool.query(
        `INSERT INTO idempotency_records (org_id, key, request_hash, status, lease_until, created_at, expires_at)
         SELECT $1, 'running', sha256(convert_to($2, 'UTF8')), 'running', $3, $3, $3`,
        [
          testEnv.orgId,
          `POST /cgw/process/v1/orgs/${testEnv.orgId}/sessions/${sessionId}/messages\n{"text":"hi"}`,
          new Date(clock.now() + 60_000),
        ],
      );
      return send(sessionId, { text: 'hi' }, { 'idempotency-key': 'running' });
    },
  ],
  rate_limited: [
    429,
    'RATE_LIMIT_EXCEEDED',
    async () => {
      const slow = await openDirectMount(testEnv.platform, { perMinute: 1 });
      const at = { ...target, baseUrl: slow.baseUrl };
      await call('GET', '/sessions/x', {}, at);
      const reply = await call('GET', '/sessions/x', {}, at);
      await slow.close();
      return reply;
    },
  ],
  overloaded: [
    503,
    'OVERLOADED',
    async () =>
      call('GET', `/sessions/${await start(airline)}/events`, { headers: { accept: 'text/event-stream' } }),
  ],
  outbound_blocked: 'a flow that calls a forbidden address leaves through its failure exit',
  internal: [
    500,
    'INTERNAL_ERROR',
    async () => {
      const { pool } = testEnv.platform.db;
      await pool.query('ALTER TABLE sessions RENAME TO gone');
      const reply = await call('GET', `/sessions/${crypto.randomUUID()}`);
      await pool.query('ALTER TABLE gone RENAME TO sessions');
      return reply;
    },
  ],
};

describe('the error table', () => {
  it.each(Object.entries(PROVOKED))('%s', async (_name, row) => {
    if (typeof row === 'string') return expect(row).not.toBe('');
    const [status, code, provoke] = row;
    const reply = await provoke();
    const { error } = requireBody(reply, status);
    expect(error).toMatchObject({ code, requestId: reply.headers.get('x-request-id') });
    expect(error.message).toMatch(/^[A-Z].+\.$/);
    expect(reply.text).not.toContain('relation');
    const waits = [429, 503].includes(status) || code === 'REQUEST_IN_PROGRESS';
    expect(Number(reply.headers.get('retry-after')) > 0).toBe(waits);
  });
});
