import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callingFlow } from '@/server/services/session/fixtures/flows';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { startWorker, type Worker } from '@/server/worker/loop';
import { captureLog } from '../stress/support/capture-log';
import { makeThings, type Things } from '../stress/support/make-things';
import { type DirectMount, makeKey, openDirectMount } from './support/direct-mount';
import { makeFlow } from './support/flows';
import { ask, type Target } from './support/target';

/*
 * No message, variable, key or secret appears in any line of the log at its most verbose level, in successes and
 * failures. The lines of a request name the request, its organization and its session.
 */

const CANARY = 'canary-7f3e9d';
const DIALECTS = ['headless', 'chat', 'flowrest', 'umi'] as const;
type Name = (typeof DIALECTS)[number];

const { log, lines } = captureLog('debug');
let testEnv: TestEnv;
let mount: DirectMount;
let worker: Worker;
let far: TestHttpServer;
let target: Target;
let things: Things;
let calling: string;

beforeAll(async () => {
  far = await openTestHttpServer((_, response) => sendJson(response, 500, { said: CANARY }));
  testEnv = await openTestEnv({ log });
  mount = await openDirectMount(testEnv.platform);
  worker = startWorker(testEnv.platform, { pollMs: 50, drainMs: 500 });
  const apiKey = await makeKey(testEnv.platform, testEnv.orgId);
  target = { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey };
  things = await makeThings(target, `${far.url}/hooks?secret=${CANARY}`);
  calling = (await makeFlow(target, callingFlow(`${far.url}/call?secret=${CANARY}`))).id;
});
afterAll(async () => {
  await worker?.stop();
  await mount?.close();
  await testEnv?.close();
  await far?.close();
});

const send = (name: Name, method: string, path: string, body?: unknown, headers = {}) =>
  ask<{ sessionId: string }>(target, method, path, {
    key: null,
    headers: { ...things.credentials[name], ...headers },
    body,
  });

/** The message endpoint of each dialect, with a body that contains the canary. */
function messageOf(name: Name, sessionId: string): { path: string; body: object } {
  const { orgId, ids } = things;
  const originator = { name: CANARY, role: 'external' };
  const message = { body: CANARY, thread_id: CANARY, sender_id: CANARY, message_id: CANARY };
  const table: Record<Name, { path: string; body: object }> = {
    headless: {
      path: `/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}/messages`,
      body: { text: CANARY },
    },
    chat: {
      path: '/api/public/v1/chat/messages',
      body: { text: CANARY, intentName: ids.intentName, context: { page: CANARY } },
    },
    flowrest: {
      path: `/rest/v1/messages/${CANARY}?sync=true`,
      body: { payload: { type: 'text', speech: CANARY, originator } },
    },
    umi: {
      path: `/api/v5/orgs/${orgId}/unified_messaging/${ids.configId}/messages`,
      body: { messages: [message] },
    },
  };
  return table[name];
}

async function startHeadless(): Promise<string> {
  const path = `/cgw/process/v1/orgs/${things.orgId}/flows/${calling}/sessions`;
  const body = { variables: { order: CANARY }, metadata: { note: CANARY } };
  return (await send('headless', 'POST', path, body)).body.sessionId;
}

type Line = Record<string, unknown> & { msg: string; level: number };

/** Returns the log lines since `from`; fails on the first line that contains a canary. */
function readLines(from: number): Line[] {
  const secrets = Object.values(things.credentials).map(({ authorization = '' }) => authorization);
  const forbidden = [CANARY, ...secrets.map((text) => text.split(' ').at(-1) ?? '')];
  const some = lines.slice(from);
  for (const text of forbidden) expect(some.filter((line) => line.includes(text))).toEqual([]);
  return some.map((line) => JSON.parse(line));
}

describe.each(DIALECTS)('the log of %s', (name) => {
  it('names a message’s request, organization and session, and none of its content', async () => {
    const from = lines.length;
    const sessionId = await startHeadless();
    const { path, body } = messageOf(name, sessionId);
    const reply = await send(name, 'POST', path, body, { 'x-request-id': `talk-${name}` });
    expect(reply.status, reply.text).toBeLessThan(300);
    const talked = readLines(from).filter(({ requestId }) => requestId === `talk-${name}`);
    expect(talked).toEqual([
      expect.objectContaining({ msg: 'request', orgId: things.orgId, sessionId: expect.any(String) }),
    ]);
  });

  it('contains no data of refused requests', async () => {
    const from = lines.length;
    const { path, body } = messageOf(name, crypto.randomUUID());
    const bare = path.split('?')[0] ?? '';
    const refused = [
      await send(name, 'POST', path, `{"text":"${CANARY}`),
      await send(name, 'POST', path, { [CANARY]: CANARY }),
      await send(name, 'POST', path, body, { authorization: `Bearer ${CANARY}` }),
      await send(name, 'POST', path, body, { 'idempotency-key': `${CANARY} ${CANARY}` }),
      await send(name, 'GET', `${bare}/${CANARY}?q=${CANARY}`),
      await send(name, 'PUT', `${path}`, body, { cookie: CANARY, 'user-agent': CANARY }),
    ];
    expect(readLines(from).length).toBeGreaterThanOrEqual(refused.length);
  });
});

describe('the log of failures', () => {
  it('contains no data of failed calls and webhooks', async () => {
    const { deliveryAttempt } = testEnv.platform.db.prisma;
    await expect.poll(() => deliveryAttempt.count()).toBeGreaterThan(2);
    expect(far.received.length).toBeGreaterThan(2);
    readLines(0);
  });

  it('contains no data of rejected rows', async () => {
    const sessionId = await startHeadless();
    const from = lines.length;
    const { pool } = testEnv.platform.db;
    const check = `CHECK (event::text || coalesce(messages::text, '') NOT LIKE '%${CANARY.slice(0, 6)}%') NOT VALID`;
    await pool.query(`ALTER TABLE turns ADD CONSTRAINT nothing_said ${check}`);
    await pool.query(`ALTER TABLE channels ADD CONSTRAINT no_name CHECK (name NOT LIKE 'can%') NOT VALID`);
    const failed: number[] = [];
    for (const name of DIALECTS) {
      const { path, body } = messageOf(name, sessionId);
      failed.push((await send(name, 'POST', path, body, { 'x-request-id': `broken-${name}` })).status);
    }
    const channels = `/api/v1/orgs/${things.orgId}/channels`;
    const named = { kind: 'chat', name: CANARY, settings: {} };
    failed.push((await send('headless', 'POST', channels, named)).status);
    await pool.query('ALTER TABLE turns DROP CONSTRAINT nothing_said');
    await pool.query('ALTER TABLE channels DROP CONSTRAINT no_name');
    expect(failed).toEqual(Array(5).fill(500));
    const errors = readLines(from).filter(({ level }) => level === 50);
    expect(errors.length).toBeGreaterThanOrEqual(5);
    for (const error of errors)
      expect(error).toMatchObject({ orgId: things.orgId, requestId: expect.any(String) });
  });
});
