import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askPublic,
  type ChatError,
  type ChatReply,
  type ChatSession,
  makeChannel,
  openSession,
  openVisitor,
  type Visitor,
} from '@/e2e/api/chat/client';
import { orderFlow } from '@/e2e/api/chat/flows';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { sendSlowly } from '@/e2e/api/support/send-slowly';
import { ask, type Reply, type Target } from '@/e2e/api/support/target';
import { endSession } from '@/server/services/session/end-session';
import type { ErrorCode } from '@/server/shared/errors';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

const clock = createManualClock(Date.now());
let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let session: ChatSession;
let visitor: Visitor;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  const { platform, orgId } = testEnv;
  mount = await openDirectMount(platform, { tuning: { waitMs: 0 } });
  target = { baseUrl: mount.baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
  await makeFlow(target, orderFlow('order_status'));
  const channel = await makeChannel(target, { allowedIntents: ['order_status', 'nobody'] });
  session = await openSession(target, channel);
  visitor = openVisitor(target, session);
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

type Failed = Promise<Reply<ChatError>>;
type Row = [status: number, error: string, provoke: () => Failed] | string;

const TRIGGER = { text: 'Hi', intentName: 'order_status' };
/** Nearly all that is kept of a session, and more than there is room for then. */
const BIG = { big: 'x'.repeat(260_500) };
const MORE = { more: 'x'.repeat(4_000) };
const NOT_HERE = 'only the management API can be asked for it';

const post = (
  body: unknown,
  headers: Record<string, string> = {},
  key: string | null = session.sessionToken,
): Failed => askPublic<ChatError>(target, 'POST', '/chat/messages', { body, headers, key });

const answer = (reply: ChatReply, values: object): Failed =>
  post({ executionId: reply.executionId, waitToken: reply.waitToken, values });

/** Stands for the request of the same key that another process runs. */
async function claim(key: string, path: string, body: string): Promise<void> {
  await testEnv.platform.db.pool.query(
    `INSERT INTO idempotency_records (org_id, key, request_hash, status, lease_until, created_at, expires_at)
     SELECT $1, $2, sha256(convert_to($3, 'UTF8')), 'running', $4, $4, $4`,
    [testEnv.orgId, key, `POST ${path}\n${body}`, new Date(clock.now() + 60_000)],
  );
}

async function limited(call: (at: Target) => Failed): Failed {
  const slow = await openDirectMount(testEnv.platform, { perMinute: 1 });
  const at = { ...target, baseUrl: slow.baseUrl };
  await call(at);
  const reply = await call(at);
  await slow.close();
  return reply;
}

async function withoutTable(table: string, call: () => Failed): Failed {
  const { pool } = testEnv.platform.db;
  await pool.query(`ALTER TABLE ${table} RENAME TO gone`);
  const reply = await call();
  await pool.query(`ALTER TABLE gone RENAME TO ${table}`);
  return reply;
}

const away = async (call: () => Failed): Failed => {
  const { pool } = testEnv.platform.db;
  const query = pool.query;
  pool.query = (() =>
    Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))) as typeof query;
  try {
    return await call();
  } finally {
    pool.query = query;
  }
};

/** The request that causes each failure of the chat API, or the reason why there is none. */
const PROVOKED: Record<ErrorCode, Row> = {
  malformed_json: [400, 'invalid_input', () => post('{')],
  invalid_request: [422, 'validation_failed', () => post({ ...TRIGGER, text: 7 })],
  unsupported_media_type: [415, 'unsupported_media_type', () => post('x', { 'content-type': 'text/xml' })],
  unsupported_encoding: [415, 'unsupported_media_type', () => post(TRIGGER, { 'content-encoding': 'gzip' })],
  limit_exceeded: [
    422,
    'validation_failed',
    async () => {
      const conversation_id = session.conversationId;
      const { body } = await engine<Execution>('/triggers/chat', {
        intent_name: 'order_status',
        conversation_id,
        context: BIG,
      });
      const { executionId, waitToken } = await visitor.read(body.execution_id);
      return post({ executionId, waitToken, values: { order_no: 'A-123' }, variables: MORE });
    },
  ],
  body_too_large: [413, 'payload_too_large', () => post({ text: 'x'.repeat(300_000) })],
  body_too_slow: [
    408,
    'request_timeout',
    () => sendSlowly<ChatError>(testEnv.platform, '/api/public/v1/chat/sessions', {}),
  ],
  credential_missing: [401, 'invalid_session_token', () => post(TRIGGER, {}, null)],
  credential_invalid: [401, 'invalid_session_token', () => post(TRIGGER, {}, 'x')],
  permission_denied: 'a visitor has no scopes, and routes for visitors ask for none',
  not_found: [
    404,
    'execution_not_found',
    () => visitor.call('GET', `/chat/executions/${crypto.randomUUID()}`),
  ],
  method_not_allowed: [405, 'method_not_allowed', () => visitor.call('PUT', '/chat/messages')],
  flow_not_published: 'intents are found among published flows alone',
  flow_archived: 'intents are found among flows that are not archived alone',
  flow_invalid: NOT_HERE,
  tests_failed: NOT_HERE,
  ...{ fresh_sign_in_required: NOT_HERE, factor_required: NOT_HERE, slug_taken: NOT_HERE },
  name_taken: NOT_HERE,
  draft_conflict: NOT_HERE,
  session_not_held: NOT_HERE,
  session_not_movable: NOT_HERE,
  room_in_use: NOT_HERE,
  precondition_failed: 'no route takes If-Match',
  wrong_input: 'an answer is taken by its wait token, or that is refused',
  session_finished: [
    410,
    'execution_aborted',
    async () => {
      const reply = await visitor.trigger('order_status');
      await endSession(actIn(testEnv.platform, testEnv.orgId), { sessionId: reply.executionId });
      return answer(reply, { order_no: 'A-123' });
    },
  ],
  session_expired: 'a pause that is over refuses its token',
  inbox_full: 'a trigger begins an execution of its own, and an answer ends the pause it is for',
  idempotency_key_invalid: [422, 'validation_failed', () => post(TRIGGER, { 'idempotency-key': 'a b' })],
  idempotency_mismatch: [
    409,
    'idempotency_conflict',
    async () => {
      await post(TRIGGER, { 'idempotency-key': 'reused' });
      return post({ ...TRIGGER, text: 'Other' }, { 'idempotency-key': 'reused' });
    },
  ],
  idempotency_running: [
    409,
    'request_in_progress',
    async () => {
      const key = `visitor:${session.conversationId}:running`;
      await claim(key, '/api/public/v1/chat/messages', JSON.stringify(TRIGGER));
      return post(TRIGGER, { 'idempotency-key': 'running' });
    },
  ],
  rate_limited: [
    429,
    'rate_limited',
    () =>
      limited((at) =>
        askPublic<ChatError>(at, 'POST', '/chat/messages', { body: TRIGGER, key: session.sessionToken }),
      ),
  ],
  overloaded: [
    503,
    'unavailable',
    () => away(() => visitor.call('GET', `/chat/executions/${crypto.randomUUID()}`)),
  ],
  channel_disabled: [
    403,
    'widget_disabled',
    () => askPublic(target, 'GET', `/config/widget?publicKey=pk_live_${'0'.repeat(32)}`),
  ],
  origin_not_allowed: [403, 'origin_not_allowed', () => post(TRIGGER, { origin: 'https://evil.example' })],
  intent_not_allowed: [403, 'intent_not_allowed', () => post({ ...TRIGGER, intentName: 'another' })],
  wait_token_invalid: [
    409,
    'invalid_wait_token',
    async () => {
      const reply = await visitor.trigger('order_status');
      return answer({ ...reply, waitToken: 'x' }, { order_no: 'A-123' });
    },
  ],
  outbound_blocked: NOT_HERE,
  internal: [
    500,
    'internal_error',
    () =>
      withoutTable('messages', async () => visitor.call('GET', `/chat/executions/${await lastExecution()}`)),
  ],
};

async function lastExecution(): Promise<string> {
  const row = await testEnv.platform.db.prisma.session.findFirst({
    where: { threadId: session.conversationId },
  });
  return row?.id ?? '';
}

type Execution = { execution_id: string; metadata: { wait_token: string } };

const engine = <Body = ChatError>(
  path: string,
  body: object,
  headers: Record<string, string> = {},
  at = target,
): Promise<Reply<Body>> =>
  ask<Body>(at, 'POST', `/api/v1/engine${path}`, { body: { tenant_id: at.orgId, ...body }, headers });
const start = (more: object = {}, headers: Record<string, string> = {}, at = target): Failed =>
  engine('/triggers/chat', { intent_name: 'order_status', ...more }, headers, at);

const listIntents = (key: string | null): Failed => ask(target, 'GET', '/api/v1/engine/intents', { key });

/** The rows of the Engine API that read otherwise, or that only it reaches. */
const ENGINE: Partial<Record<ErrorCode, Row>> = {
  invalid_request: [422, 'invalid_input', () => start({ variables: { A: 1 } })],
  limit_exceeded: [
    422,
    'invalid_input',
    async () => {
      const started = { intent_name: 'order_status', context: BIG };
      const { body } = await engine<Execution>('/triggers/chat', started);
      return engine(`/executions/${body.execution_id}/resume`, {
        wait_token: body.metadata.wait_token,
        input: { values: { order_no: 'A-123' } },
        variables: MORE,
      });
    },
  ],
  credential_missing: [401, 'invalid_token', () => listIntents(null)],
  credential_invalid: [401, 'invalid_token', () => listIntents('x')],
  permission_denied: [403, 'forbidden', () => start({ tenant_id: crypto.randomUUID() })],
  not_found: [404, 'intent_not_matched', () => start({ intent_name: 'nobody' })],
  idempotency_key_invalid: [422, 'invalid_input', () => start({}, { 'idempotency-key': 'a b' })],
  idempotency_mismatch: [
    409,
    'idempotency_conflict',
    async () => {
      await start({}, { 'idempotency-key': 'engine' });
      return start({ text: 'Other' }, { 'idempotency-key': 'engine' });
    },
  ],
  idempotency_running: [
    409,
    'request_in_progress',
    async () => {
      const body = { tenant_id: testEnv.orgId, intent_name: 'order_status' };
      await claim('engine-running', '/api/v1/engine/triggers/chat', JSON.stringify(body));
      return start({}, { 'idempotency-key': 'engine-running' });
    },
  ],
  rate_limited: [429, 'rate_limited', () => limited((at) => start({}, {}, at))],
};

describe.each([
  ['chat', PROVOKED],
  ['engine', ENGINE],
] as const)('the error table of %s', (_surface, rows) => {
  it.each(Object.entries(rows))('%s', async (_code, row) => {
    if (typeof row === 'string') return expect(row).not.toBe('');
    const [status, error, provoke] = row;
    const reply = await provoke();
    expect(reply).toMatchObject({ status, body: { error, message: expect.stringMatching(/^[A-Z].+\.$/) } });
    expect(['error', 'message', 'details']).toEqual(expect.arrayContaining(Object.keys(reply.body)));
    expect(reply.text).not.toContain('relation');
    expect(reply.headers.get('x-request-id')).not.toBeNull();
    const waits = [429, 503].includes(status) || error === 'request_in_progress';
    expect(Number(reply.headers.get('retry-after')) > 0).toBe(waits);
  });
});

describe('the Engine API without a widget', () => {
  it('has no channel for a conversation', async () => {
    const { db, channels } = testEnv.platform;
    await db.prisma.channel.updateMany({ data: { enabled: false } });
    channels.invalidate();
    expect(await start()).toMatchObject({ status: 404, body: { error: 'widget_not_found' } });
  });
});
