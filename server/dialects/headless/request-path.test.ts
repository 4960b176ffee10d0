import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHeadless } from '@/e2e/api/headless/client';
import {
  type DirectMount,
  type DirectOptions,
  makeKey,
  openDirectMount,
} from '@/e2e/api/support/direct-mount';
import { readEventStream } from '@/e2e/api/support/read-event-stream';
import { ask, type ErrorBody, requireBody, type Target } from '@/e2e/api/support/target';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import { revokeApiKey } from '@/server/services/api-key/revoke-api-key';
import type { Platform } from '@/server/services/context';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv, type TestFlow } from '@/server/tools/test/platform';

let testEnv: TestEnv;
let echo: TestFlow;
let apiKey: string;
let mounts: DirectMount[] = [];

beforeAll(async () => {
  testEnv = await openTestEnv();
  echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  apiKey = await makeKey(testEnv.platform, testEnv.orgId);
});
afterEach(async () => {
  await Promise.all(mounts.map((mount) => mount.close()));
  mounts = [];
});
afterAll(() => testEnv.close());

async function serve(platform: Platform = testEnv.platform, options: DirectOptions = {}): Promise<Target> {
  const mount = await openDirectMount(platform, options);
  mounts.push(mount);
  return { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey };
}

describe('a path with invalid escapes', () => {
  it('is not found', async () => {
    const target = await serve();
    expect((await openHeadless(target).get('%zz')).status).toBe(404);
    expect((await ask<ErrorBody>(target, 'GET', '/cgw/%zz')).body.error.code).toBe('NOT_FOUND');
  });
});

describe('the rate limit', () => {
  it('counts each key separately and returns the remaining requests', async () => {
    // Separate keys and a fixed clock: no attempt counts from before, and no minute begins in between.
    const clock = createManualClock(Date.now());
    const target = await serve({ ...testEnv.platform, clock }, { perMinute: 2 });
    const [one, other] = [
      await makeKey(testEnv.platform, testEnv.orgId),
      await makeKey(testEnv.platform, testEnv.orgId),
    ];
    const left = async (key: string) => {
      const { status, headers } = await openHeadless({ ...target, apiKey: key }).get('x');
      return [status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')];
    };
    expect(await left(one)).toEqual([404, '2', '1']);
    expect(await left(one)).toEqual([404, '2', '0']);
    expect(await left(one)).toEqual([429, '2', '0']);
    expect(await left(other)).toEqual([404, '2', '1']);
  });
});

describe('the stream of events', () => {
  const follow = (target: Target, sessionId: string, signal?: AbortSignal) =>
    fetch(`${target.baseUrl}/cgw/process/v1/orgs/${testEnv.orgId}/sessions/${sessionId}/events`, {
      headers: { authorization: `Bearer ${apiKey}`, accept: 'text/event-stream' },
      ...(signal ? { signal } : {}),
    });

  // The test's own time limit bounds the asking.
  async function followWhenFree(target: Target, sessionId: string): Promise<Response> {
    const response = await follow(target, sessionId);
    return response.status === 200 ? response : followWhenFree(target, sessionId);
  }

  it('is kept open by comments while it is idle', async () => {
    const target = await serve(testEnv.platform, { tuning: { heartbeatMs: 20 } });
    const { sessionId } = requireBody(await openHeadless(target).start(echo.flowId), 201);
    const { body } = await follow(target, sessionId);
    let text = '';
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes('event: ') && text.endsWith(': still here\n\n')) break;
    }
    expect(text).toMatch(/^retry: 2000\n\n(: still here\n\n)*id: 1-0\nevent: session\.started\ndata: \{/);
  });

  it('releases its slot when the client disconnects, and ends when the process stops', async () => {
    const mount = await openDirectMount(testEnv.platform, { env: { PARLEY_EVENT_STREAMS: 1 } });
    const target = { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey };
    const { sessionId } = requireBody(await openHeadless(target).start(echo.flowId), 201);
    const leaving = new AbortController();
    const first = await follow(target, sessionId, leaving.signal);
    expect(first.status).toBe(200);
    expect((await follow(target, sessionId)).status).toBe(503);
    leaving.abort();
    const events = readEventStream(await followWhenFree(target, sessionId));
    await events.until(({ event }) => event === 'status.changed');
    const rest = events.rest();
    await mount.close();
    expect(await rest).toEqual([]);
  });
});

describe('a stream whose key is revoked', () => {
  it('ends before another event is sent', async () => {
    const target = await serve(testEnv.platform);
    const who = { orgId: testEnv.orgId, userId: crypto.randomUUID(), authenticatedAt: new Date() };
    const ctx = actIn(testEnv.platform, testEnv.orgId, { type: 'user', role: 'owner', ...who });
    const { key, secret } = await createApiKey(ctx, { name: 'To be revoked', scopes: ['sessions:read'] });
    const { sessionId } = requireBody(await openHeadless(target).start(echo.flowId), 201);
    const events = readEventStream(
      await fetch(`${target.baseUrl}/cgw/process/v1/orgs/${testEnv.orgId}/sessions/${sessionId}/events`, {
        headers: { authorization: `Bearer ${secret}`, accept: 'text/event-stream' },
      }),
    );
    await events.until(({ event }) => event === 'status.changed');
    await revokeApiKey(ctx, { keyId: key.id });
    requireBody(await openHeadless(target).send(sessionId, { text: 'secret words' }), 200);
    expect(await events.rest()).toEqual([]);
  });
});

describe('the log', () => {
  it('has one line for each request, without messages and keys', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const target = await serve({ ...testEnv.platform, log });
    const api = openHeadless(target);
    const { sessionId } = requireBody(await api.start(echo.flowId), 201);
    const reply = await api.send(sessionId, { text: 'a secret of mine' });
    const logged = lines.map((line) => JSON.parse(line));
    expect(logged).toHaveLength(2);
    expect(logged[1]).toMatchObject({
      level: 30,
      msg: 'request',
      api: 'headless',
      method: 'POST',
      path: '/cgw/process/v1/orgs/{orgId}/sessions/{sessionId}/messages',
      status: 200,
      requestId: reply.headers.get('x-request-id'),
      orgId: testEnv.orgId,
      keyId: expect.any(String),
      ms: expect.any(Number),
    });
    expect(lines.join()).not.toContain('a secret of mine');
    expect(lines.join()).not.toContain(apiKey);
  });

  it('contains an unexpected failure once, with the request id of the response', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const target = await serve({ ...testEnv.platform, log });
    await ask(target, 'GET', '/cgw/process/v1/orgs/x');
    await testEnv.platform.db.pool.query('ALTER TABLE sessions RENAME TO gone');
    const reply = await openHeadless(target).call<ErrorBody>('GET', `/sessions/${crypto.randomUUID()}`);
    await testEnv.platform.db.pool.query('ALTER TABLE gone RENAME TO sessions');
    expect(reply.status).toBe(500);
    const errors = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 50);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      requestId: reply.body.error.requestId,
      err: { message: expect.stringContaining('sessions') },
    });
  });
});
