import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Channel,
  type Failed,
  type Flowrest,
  makeChannel,
  makeThreadId,
  openFlowrest,
} from '@/e2e/api/flowrest/client';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { sendSlowly } from '@/e2e/api/support/send-slowly';
import { type Reply, requireBody, type Target } from '@/e2e/api/support/target';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { callingFlow } from '@/server/services/session/fixtures/flows';
import type { ErrorCode } from '@/server/shared/errors';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, openTestPlatform, type TestEnv } from '@/server/tools/test/platform';

let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let channel: Channel;
let api: Flowrest;
let silent: Server;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform, { tuning: { waitMs: 0 } });
  target = {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
  };
  channel = await makeChannel(target);
  api = openFlowrest(target, channel);
  // Takes a call and never answers it, so that a conversation stays under way.
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await mount.close();
  await testEnv.close();
});

type Provoked = Promise<Reply<Failed>>;

const HI = { payload: { type: 'text', speech: 'hi' } };
const path = () => `/messages/${makeThreadId()}`;
const send = (body: unknown = HI, headers: Record<string, string> = {}, at: string = path()): Provoked =>
  api.call('POST', at, { body, headers });

/** Has every request of a channel of its own answered by a flow that never gets on. */
async function stuck(settings: object): Promise<Flowrest> {
  const { port } = silent.address() as AddressInfo;
  const definition = callingFlow(`http://127.0.0.1:${port}/`, { timeoutMs: 60_000 });
  return openFlowrest(target, await makeChannel(target, { definition, settings }));
}

const NOT_HERE = 'only the management API can be asked for it';
const NEW_ONE = 'a message to what is over begins a new conversation';
const OF_CHAT = 'only where a page speaks for a visitor';

/** The request that causes each failure, or the reason why there is none; a missing code does not compile. */
const PROVOKED: Record<ErrorCode, [status: number, named: string, provoke: () => Provoked] | string> = {
  malformed_json: [400, 'not JSON', () => send('{')],
  invalid_request: [400, 'payload.type', () => send({ payload: {} })],
  unsupported_media_type: [415, 'application/json', () => send(HI, { 'content-type': 'text/xml' })],
  unsupported_encoding: [415, 'identity', () => send(HI, { 'content-encoding': 'gzip' })],
  limit_exceeded: [
    400,
    'At most 10000 text characters are allowed, not 10001.',
    () => send({ payload: { type: 'text', speech: 'x'.repeat(10_001) } }),
  ],
  body_too_large: [
    413,
    '262144 bytes',
    () => send({ payload: { type: 'text', speech: 'x'.repeat(262_144) } }),
  ],
  body_too_slow: [
    408,
    'at least 1000 bytes a second',
    () => sendSlowly<Failed>(testEnv.platform, `/rest/v1${path()}`, { authorization: channel.apiKey }),
  ],
  credential_missing: [401, 'Authorization', () => send(HI, { authorization: '' })],
  credential_invalid: [401, 'not an API key', () => send(HI, { authorization: 'Bearer nonsense' })],
  permission_denied: [
    403,
    'sessions:write',
    async () => {
      const reader = await makeChannel(target, { scopes: ['sessions:read'] });
      return openFlowrest(target, reader).call('POST', path(), { body: HI });
    },
  ],
  not_found: [404, 'no such thread', () => api.call('GET', path())],
  method_not_allowed: [405, 'GET, HEAD, OPTIONS, POST', () => api.call('PUT', path())],
  flow_not_published: [
    409,
    'no published version',
    async () => {
      const unpublished = await makeChannel(target);
      await testEnv.platform.db.prisma.flow.updateMany({
        where: { id: unpublished.flowId },
        data: { publishedVersionId: null },
      });
      return openFlowrest(target, unpublished).call('POST', path(), { body: HI });
    },
  ],
  flow_archived: [
    404,
    'is archived',
    async () => {
      const orphan = await makeChannel(target);
      await archiveFlow(actIn(testEnv.platform, testEnv.orgId), { flowId: orphan.flowId });
      return openFlowrest(target, orphan).call('POST', path(), { body: HI });
    },
  ],
  flow_invalid: NOT_HERE,
  tests_failed: NOT_HERE,
  fresh_sign_in_required: 'a key has no sign-in',
  factor_required: 'a key has no sign-in',
  slug_taken: NOT_HERE,
  name_taken: NOT_HERE,
  room_in_use: NOT_HERE,
  draft_conflict: NOT_HERE,
  session_not_held: NOT_HERE,
  session_not_movable: NOT_HERE,
  precondition_failed: 'nothing here is conditional',
  wrong_input: 'what a flow does not listen to is recorded',
  session_finished: NEW_ONE,
  session_expired: NEW_ONE,
  inbox_full: [
    429,
    '50 messages',
    async () => {
      const own = await stuck({});
      const at = path();
      for (let count = 0; count < 51; count += 1) requireBody(await own.call('POST', at, { body: HI }), 200);
      return own.call('POST', at, { body: HI });
    },
  ],
  channel_disabled: [
    403,
    'paused',
    async () => {
      const disabled = await makeChannel(target);
      await testEnv.platform.db.prisma.channel.updateMany({
        where: { id: disabled.id },
        data: { enabled: false },
      });
      testEnv.platform.channels.invalidate();
      return openFlowrest(target, disabled).call('POST', path(), { body: HI });
    },
  ],
  origin_not_allowed: OF_CHAT,
  intent_not_allowed: OF_CHAT,
  wait_token_invalid: OF_CHAT,
  idempotency_key_invalid: [400, 'Idempotency-Key', () => send(HI, { 'idempotency-key': 'a b' })],
  idempotency_mismatch: [
    422,
    'another request',
    async () => {
      const at = path();
      await send(HI, { 'idempotency-key': 'reused' }, at);
      return send({ payload: { type: 'text', speech: 'other' } }, { 'idempotency-key': 'reused' }, at);
    },
  ],
  idempotency_running: [
    409,
    'not answered yet',
    async () => {
      const at = path();
      const now = Date.now();
      await testEnv.platform.db.pool.query(
        `INSERT INTO idempotency_records (org_id, key, request_hash, status, lease_until, created_at, expires_at)
         SELECT $1, 'running', sha256(convert_to($2, 'UTF8')), 'running', $3, $3, $3`,
        [testEnv.orgId, `POST /rest/v1${at}\n${JSON.stringify(HI)}`, new Date(now + 60_000)],
      );
      return send(HI, { 'idempotency-key': 'running' }, at);
    },
  ],
  rate_limited: [
    429,
    '1 requests in 60 s',
    async () => {
      // A fixed clock, so that no minute begins between the two.
      const clock = createManualClock(Date.now());
      const slow = await openDirectMount({ ...testEnv.platform, clock }, { perMinute: 1 });
      const own = openFlowrest({ ...target, baseUrl: slow.baseUrl }, channel);
      await own.call('GET', '/businesshours');
      const reply = await own.call('GET', '/businesshours');
      await slow.close();
      return reply;
    },
  ],
  overloaded: [
    503,
    'Retry-After',
    async () => {
      const lost = openTestPlatform('postgres://nobody@127.0.0.1:1/nowhere');
      const away = await openDirectMount(lost);
      const reply = await openFlowrest({ ...target, baseUrl: away.baseUrl }, channel).call('GET', '/threads');
      await away.close();
      await lost.close();
      return reply;
    },
  ],
  outbound_blocked: 'a flow that calls a forbidden address leaves through its failure exit',
  internal: [
    500,
    'X-Request-Id',
    async () => {
      const { pool } = testEnv.platform.db;
      await pool.query('ALTER TABLE threads RENAME TO gone');
      const reply = await api.call('GET', '/threads');
      await pool.query('ALTER TABLE gone RENAME TO threads');
      return reply;
    },
  ],
};

describe('the error table', () => {
  it.each(Object.entries(PROVOKED))('%s', async (_name, row) => {
    if (typeof row === 'string') return expect(row).not.toBe('');
    const [status, named, provoke] = row;
    const reply = await provoke();
    const body = requireBody(reply, status);
    expect(Object.keys(body)).toEqual(['status', 'message']);
    expect(body).toEqual({ status: 'error', message: expect.stringMatching(/^(?:[A-Z]|\d).+\.$/) });
    expect(body.message).toContain(named);
    expect(reply.text).not.toContain('relation');
    const waits = [429, 503].includes(status) || body.message.includes('Retry-After');
    expect(Number(reply.headers.get('retry-after')) > 0).toBe(waits);
  });
});

describe('the credential', () => {
  it('can follow Bearer, in any case', async () => {
    for (const authorization of [`Bearer ${channel.apiKey}`, `bearer  ${channel.apiKey}`])
      requireBody(await api.call<object>('GET', '/businesshours', { headers: { authorization } }), 200);
  });

  it('must be the key of a channel of this API', async () => {
    const umi = await testEnv.platform.db.prisma.channel.create({
      data: { orgId: testEnv.orgId, id: crypto.randomUUID(), kind: 'umi', name: 'Mail', settings: {} },
    });
    const { call } = openFlowrest(target, channel);
    const other = await makeKeyOf(umi.id);
    for (const authorization of [target.apiKey, other]) {
      const { message } = requireBody(await call('GET', '/threads', { headers: { authorization } }), 401);
      expect(message).toBe(
        'This API key belongs to no channel of this API. Use the key of a flowrest channel.',
      );
    }
  });

  it('is refused by every other API', async () => {
    const reply = await fetch(`${target.baseUrl}/cgw/process/v1/orgs/${testEnv.orgId}/sessions/x`, {
      headers: { authorization: `Bearer ${channel.apiKey}` },
    });
    expect(reply.status).toBe(401);
  });
});

describe('a channel that refuses concurrent messages', () => {
  it('refuses a message while it answers another', async () => {
    const own = await stuck({ concurrency: 'reject' });
    const at = path();
    requireBody(await own.call('POST', at, { body: HI }), 200);
    expect(requireBody(await own.call('POST', at, { body: HI }), 429).message).toContain(
      'still being answered',
    );
  });
});

async function makeKeyOf(channelId: string): Promise<string> {
  const reply = await fetch(`${target.baseUrl}/api/v1/orgs/${testEnv.orgId}/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${target.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Mail', scopes: ['sessions:read'], channelId }),
  });
  return ((await reply.json()) as { secret: string }).secret;
}
