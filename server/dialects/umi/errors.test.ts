import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { sendSlowly } from '@/e2e/api/support/send-slowly';
import { type Asked, ask, type Reply, requireBody } from '@/e2e/api/support/target';
import { makeChannel, makeThreadId, messageOf, openUmi } from '@/e2e/api/umi/client';
import { type OpenUmiTarget, openUmiTarget } from '@/e2e/api/umi/open-umi-target';
import { updateChannel } from '@/server/services/channel/update-channel';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { createRoom } from '@/server/services/room/create-room';
import { callingFlow, ECHO } from '@/server/services/session/fixtures/flows';
import { withMessageIdLock } from '@/server/services/thread/send/with-message-id-lock';
import type { ErrorCode } from '@/server/shared/errors';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow } from '@/server/tools/test/platform';

let target: OpenUmiTarget;
let configId: string;
let silent: Server;

beforeAll(async () => {
  target = await openUmiTarget();
  configId = (await makeChannel(target)).id;
  // Takes a call and never answers it, so that a session stays under way.
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await target.close();
});

type Failed = Promise<Reply<Record<string, unknown>>>;

const call = (method: string, path: string, asked?: Asked): Failed =>
  openUmi(target).call(method, path, asked);
const oneMessage = (more: object = {}) => ({ messages: [messageOf('hello', makeThreadId())], ...more });
const send = (body: unknown, headers: Record<string, string> = {}, id = configId): Failed =>
  call('POST', `/${id}/messages`, { body, headers });
const registration = (more: object) => ({
  name: 'Mail',
  messaging_channel: 'email',
  room_id: target.roomId,
  reply_webhook_url: 'http://127.0.0.1:9/',
  ...more,
});
const act = () => actIn(target.testEnv.platform, target.orgId);

const makeRoomFor = async (flowId: string): Promise<string> =>
  (await createRoom(act(), { name: 'Room', mode: 'flow', flowId })).id;

const ELSEWHERE = 'no route of this API leads to it';

/** The request that causes each failure, or the reason why there is none; a missing code does not compile. */
const PROVOKED: Record<ErrorCode, [status: number, body: object, provoke: () => Failed] | string> = {
  malformed_json: [
    400,
    { detail: expect.stringMatching(/^JSON parse error - /) },
    () => call('POST', '', { body: '{' }),
  ],
  invalid_request: [
    400,
    { messages: ['This field is required.'] },
    () => call('POST', `/${configId}/messages`, { body: {} }),
  ],
  unsupported_media_type: [
    415,
    { detail: 'Unsupported media type in request. Send application/json.' },
    () => call('POST', '', { body: '{}', headers: { 'content-type': 'text/xml' } }),
  ],
  unsupported_encoding: [
    415,
    { detail: 'Unsupported content encoding in request. Send identity.' },
    () => call('POST', '', { body: '{}', headers: { 'content-encoding': 'gzip' } }),
  ],
  limit_exceeded: [
    400,
    { non_field_errors: [expect.stringMatching(/^At most \d+ session state characters are allowed\.$/)] },
    async () => {
      const body = oneMessage();
      for (const name of ['a', 'b', 'c', 'd']) {
        requireBody(await send({ ...body, variables: { [name]: 'x'.repeat(62_000) } }), 201);
      }
      return send({ ...body, variables: { e: 'x'.repeat(62_000) } });
    },
  ],
  body_too_large: [
    413,
    { detail: 'The request is larger than 1048576 bytes.' },
    () => send(oneMessage({ variables: { much: 'x'.repeat(1_048_576) } })),
  ],
  body_too_slow: [
    408,
    {
      detail:
        'The request arrives too slowly: after the first 0.05 s, at least 1000 bytes a second must arrive on average.',
    },
    () => {
      const path = `/api/v5/orgs/${target.orgId}/unified_messaging/${configId}/messages`;
      return sendSlowly<Record<string, unknown>>(target.testEnv.platform, path, {
        authorization: `Bearer ${target.apiKey}`,
      });
    },
  ],
  credential_missing: [
    401,
    { detail: 'Authentication credentials were not provided.' },
    () => call('GET', '', { key: null }),
  ],
  credential_invalid: [401, { detail: 'Invalid token.' }, () => call('GET', '', { key: 'x' })],
  permission_denied: [
    403,
    { detail: 'You do not have permission to perform this action.' },
    async () =>
      call('GET', '', { key: await makeKey(target.testEnv.platform, target.orgId, ['flows:read']) }),
  ],
  not_found: [
    404,
    { detail: 'Channel configuration not found.' },
    () => send(oneMessage(), {}, crypto.randomUUID()),
  ],
  method_not_allowed: [405, { detail: 'Method "PUT" not allowed.' }, () => call('PUT', '', { body: {} })],
  flow_not_published: [
    409,
    { detail: 'The flow of the room has no published version.' },
    async () => {
      const { flowId } = await addFlow(target.testEnv.platform.db, target.orgId, ECHO);
      const where = { orgId_id: { orgId: target.orgId, id: flowId } };
      await target.testEnv.platform.db.prisma.flow.update({ where, data: { publishedVersionId: null } });
      const { id } = await makeChannel(target, { room_id: await makeRoomFor(flowId) });
      return send(oneMessage(), {}, id);
    },
  ],
  flow_archived: [
    404,
    { detail: 'The flow of the room is archived.' },
    async () => {
      const { platform } = target.testEnv;
      const { flowId } = await addFlow(platform.db, target.orgId, ECHO);
      const { id } = await makeChannel(target, { room_id: await makeRoomFor(flowId) });
      await archiveFlow(actIn(platform, target.orgId), { flowId });
      return send(oneMessage(), {}, id);
    },
  ],
  inbox_full: [
    429,
    { detail: 'Request was throttled. Too many messages wait for this chat session.' },
    async () => {
      const { port } = silent.address() as AddressInfo;
      const flow = callingFlow(`http://127.0.0.1:${port}/`, { timeoutMs: 60_000 });
      const { flowId } = await addFlow(target.testEnv.platform.db, target.orgId, flow);
      const { id } = await makeChannel(target, { room_id: await makeRoomFor(flowId) });
      const body = oneMessage();
      for (let count = 0; count <= 50; count += 1) requireBody(await send(body, {}, id), 201);
      return send(body, {}, id);
    },
  ],
  channel_disabled: [
    403,
    { detail: 'The channel is paused.' },
    async () => {
      const { id } = await makeChannel(target);
      await updateChannel(act(), { channelId: id, enabled: false });
      return send(oneMessage(), {}, id);
    },
  ],
  outbound_blocked: [
    400,
    { reply_webhook_url: ['Calls to 10.0.0.1 are not allowed: it is not a public address.'] },
    () => call('POST', '', { body: registration({ reply_webhook_url: 'http://10.0.0.1/hook' }) }),
  ],
  idempotency_key_invalid: [
    400,
    { detail: 'An Idempotency-Key has 1 to 255 visible ASCII characters.' },
    () => send(oneMessage(), { 'idempotency-key': 'a b' }),
  ],
  idempotency_mismatch: [
    422,
    { detail: 'This Idempotency-Key was used for another request.' },
    async () => {
      await send(oneMessage(), { 'idempotency-key': 'reused' });
      return send(oneMessage(), { 'idempotency-key': 'reused' });
    },
  ],
  idempotency_running: [
    409,
    { detail: 'The first request with this Idempotency-Key is not answered yet.' },
    async () => {
      const path = `/api/v5/orgs/${target.orgId}/unified_messaging/${configId}/messages`;
      const body = JSON.stringify(oneMessage());
      const at = new Date(Date.now() + 60_000);
      await target.testEnv.platform.db.pool.query(
        `INSERT INTO idempotency_records (org_id, key, request_hash, status, lease_until, created_at, expires_at)
         SELECT $1, 'running', sha256(convert_to($2, 'UTF8')), 'running', $3, $3, $3`,
        [target.orgId, `POST ${path}\n${body}`, at],
      );
      return send(body, { 'idempotency-key': 'running' });
    },
  ],
  rate_limited: [
    429,
    {
      detail: expect.stringMatching(
        /^Request was throttled\. Expected available in \d+ seconds\. This key may make 1 requests in 60 s\.$/,
      ),
    },
    async () => {
      // A fixed clock, so that no minute begins between the two.
      const clock = createManualClock(Date.now());
      const slow = await openDirectMount({ ...target.testEnv.platform, clock }, { perMinute: 1 });
      const at = { ...target, baseUrl: slow.baseUrl };
      const path = `/api/v5/orgs/${target.orgId}/unified_messaging`;
      await ask(at, 'GET', path);
      const reply = await ask<Record<string, unknown>>(at, 'GET', path);
      await slow.close();
      return reply;
    },
  ],
  overloaded: [
    503,
    { detail: 'Service temporarily unavailable, try again later.' },
    async () => {
      const { id } = await makeChannel(target);
      await updateChannel(act(), { channelId: id, settings: { dedupeMessageIds: true } });
      const message = messageOf('hello', makeThreadId());
      const held = { channelId: id, externalId: message.thread_id, messageIds: [message.message_id] };
      return withMessageIdLock(act(), held, () => send({ messages: [message] }, {}, id));
    },
  ],
  flow_invalid: ELSEWHERE,
  tests_failed: ELSEWHERE,
  fresh_sign_in_required: 'a key has no sign-in',
  factor_required: 'a key has no sign-in',
  slug_taken: ELSEWHERE,
  name_taken: ELSEWHERE,
  room_in_use: ELSEWHERE,
  draft_conflict: ELSEWHERE,
  session_not_held: ELSEWHERE,
  session_not_movable: ELSEWHERE,
  precondition_failed: ELSEWHERE,
  origin_not_allowed: ELSEWHERE,
  intent_not_allowed: ELSEWHERE,
  wait_token_invalid: ELSEWHERE,
  wrong_input: 'a message is kept for the person who answers, in any state of the session',
  session_finished: 'a message to an ended session begins another',
  session_expired: 'no session of this API expires',
  internal: [
    500,
    { detail: 'A server error occurred.' },
    async () => {
      const { pool } = target.testEnv.platform.db;
      await pool.query('ALTER TABLE threads RENAME TO gone');
      const reply = await send(oneMessage());
      await pool.query('ALTER TABLE gone RENAME TO threads');
      return reply;
    },
  ],
};

describe('the error table', () => {
  it.each(Object.entries(PROVOKED))('%s', async (name, row) => {
    if (typeof row === 'string') return expect(row).not.toBe('');
    const [status, body, provoke] = row;
    const reply = await provoke();
    expect(requireBody(reply, status)).toEqual(body);
    expect(reply.headers.get('x-request-id')).toMatch(/^\S+$/);
    expect(reply.text).not.toContain('relation');
    const challenge = reply.headers.get('www-authenticate');
    expect(challenge).toBe(status === 401 ? 'Bearer realm="api"' : null);
    const waits = [429, 503].includes(status) || name === 'idempotency_running';
    expect(Number(reply.headers.get('retry-after')) > 0).toBe(waits);
  });
});
