import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import type { Env } from '@/server/env';
import { silentLog } from '@/server/gateways/log';
import { openTelemetry } from '@/server/gateways/telemetry/open-telemetry';
import { callingFlow, ECHO } from '@/server/services/session/fixtures/flows';
import { openTestHttpServer, sendJson } from '@/server/tools/test/http-server';
import { addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

/*
 * A server under more load than it can handle: real requests against the promises of concurrency-limit.ts and admission.ts.
 */
const SMALL: Partial<Env> = {
  PARLEY_REQUESTS_AT_ONCE: 4,
  PARLEY_REQUESTS_WAITING: 30,
  PARLEY_REQUEST_WAIT_SECONDS: 60,
};

/** The number of requests refused so far. */
async function countRefused(asked: Promise<Response>[]): Promise<number> {
  const now = await Promise.all(asked.map((one) => Promise.race([one, null])));
  return now.filter((response) => response?.status === 503).length;
}

type Caller = { orgId: string; key: string; flowId: string };

describe('an overloaded server', () => {
  let testEnv: TestEnv;
  let mount: DirectMount;
  beforeAll(async () => {
    testEnv = await openTestEnv();
  });
  afterEach(() => mount.close());
  afterAll(() => testEnv.close());

  const open = async (env: Partial<Env> = {}) => {
    mount = await openDirectMount(testEnv.platform, { env: { ...SMALL, ...env } });
  };

  async function addCaller(definition = ECHO): Promise<Caller> {
    const orgId = await addOrganization(testEnv.platform.db);
    const { flowId } = await addFlow(testEnv.platform.db, orgId, definition);
    return { orgId, flowId, key: await makeKey(testEnv.platform, orgId) };
  }

  const start = ({ orgId, key, flowId }: Caller, body?: RequestInit) =>
    fetch(`${mount.baseUrl}/cgw/process/v1/orgs/${orgId}/flows/${flowId}/sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      ...body,
    });

  /** Blocks the start of sessions while `during` runs, so that requests pile up on any machine. */
  async function whileStuck<T>(during: () => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: testEnv.url });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE sessions IN EXCLUSIVE MODE');
    try {
      return await during();
    } finally {
      await client.end();
    }
  }

  const starts = (caller: Caller, count: number) => Array.from({ length: count }, () => start(caller));
  const statusesOf = async (asked: Promise<Response>[]) =>
    (await Promise.all(asked)).map((one) => one.status);
  const refusedOf = (asked: Promise<Response>[]) =>
    asked.map((one) =>
      one.then((response) => (response.status === 503 ? response : new Promise<never>(() => {}))),
    );

  it('answers as many requests as allowed, refuses the others with 503 and Retry-After, and recovers (concurrency/bounded, concurrency/fair)', async () => {
    await open();
    const caller = await addCaller();
    // One organization may have three of the four places, and thirty may wait.
    const asked = await whileStuck(async () => {
      const all = starts(caller, 60);
      const first = await Promise.race(refusedOf(all));
      expect(first.headers.get('retry-after')).toBe('2');
      return all;
    });
    const statuses = await statusesOf(asked);
    expect(new Set(statuses)).toEqual(new Set([201, 503]));
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(33);
    expect(await statusesOf(starts(caller, 10))).toEqual(Array<number>(10).fill(201));
  });

  it('reports its load in metrics', async () => {
    const telemetry = await openTelemetry({ metrics: true, traces: null }, silentLog);
    mount = await openDirectMount(testEnv.openPlatform({ telemetry }), { env: SMALL });
    const caller = await addCaller();
    const body = JSON.stringify({ variables: { text: 'x'.repeat(1_000) } });
    const headers = { authorization: `Bearer ${caller.key}`, 'content-type': 'application/json' };
    const levels = async () => {
      const text = (await telemetry.exposition?.render()) ?? '';
      const names = ['requests_open', 'requests_working', 'requests_waiting', 'request_body_bytes'];
      return names.map((name) => Number(new RegExp(`^parley_${name} (.+)$`, 'm').exec(text)?.[1]));
    };
    expect(await levels()).toEqual([0, 0, 0, 0]);
    const asked = await whileStuck(async () => {
      const all = Array.from({ length: 8 }, () => start(caller, { headers, body }));
      // One organization may have three of the four places.
      await expect.poll(levels).toEqual([8, 3, 5, 8 * body.length]);
      return all;
    });
    await Promise.all(asked);
    await expect.poll(levels).toEqual([0, 0, 0, 0]);
  });

  it('refuses requests that waited too long (concurrency/fair)', async () => {
    await open({ PARLEY_REQUEST_WAIT_SECONDS: 1 });
    const caller = await addCaller();
    const asked = await whileStuck(async () => {
      const all = starts(caller, 4);
      expect((await Promise.race(refusedOf(all))).status).toBe(503);
      return all;
    });
    expect((await statusesOf(asked)).toSorted()).toEqual([201, 201, 201, 503]);
  });

  it('does not affect another organization: never refused, and not queued behind (concurrency/bounded, concurrency/flood-pays)', async () => {
    await open();
    const [loud, quiet] = [await addCaller(), await addCaller()];
    // The first request of an organization reads more, so it is left out of the order.
    await Promise.all([...starts(loud, 1), ...starts(quiet, 1)]);
    const asked = await whileStuck(async () => {
      const flood = starts(loud, 60);
      await Promise.race(refusedOf(flood));
      const others = starts(quiet, 4);
      // One place is reserved for it, so its first request is running by now; three of its requests replace others.
      await expect.poll(() => countRefused(flood)).toBeGreaterThanOrEqual(30);
      return { flood, others };
    });
    expect(await statusesOf(asked.others)).toEqual([201, 201, 201, 201]);
    await Promise.all(asked.flood);
    // In the order in which they ran; an id begins with its time.
    const begun = await testEnv.platform.db.prisma.session.findMany({
      where: { orgId: { in: [loud.orgId, quiet.orgId] } },
      orderBy: { id: 'asc' },
      skip: 2,
    });
    const byWhom = begun.map(({ orgId }) => (orgId === quiet.orgId ? 'quiet' : 'loud'));
    expect(byWhom.filter((who) => who === 'loud').length).toBeGreaterThanOrEqual(30);
    expect(byWhom.lastIndexOf('quiet')).toBeLessThan(20);
  });

  it('answers others while all its places wait for outside responses (concurrency/yields)', async () => {
    await open();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const outside = await openTestHttpServer(async (_, response) => {
      await released;
      sendJson(response, 200, { text: 'at last' });
    });
    const slow = await addCaller(callingFlow(outside.url));
    const waiting = Array.from({ length: 12 }, () => start(slow));
    await expect.poll(() => outside.received.length).toBe(12);
    const other = await addCaller();
    expect((await start(other)).status).toBe(201);
    release();
    const statuses = (await Promise.all(waiting)).map(({ status }) => status);
    expect(statuses).toEqual(Array<number>(12).fill(201));
    await outside.close();
  });

  it('bounds the open requests, whatever they wait for (admission/bounded)', async () => {
    await open({ PARLEY_REQUESTS_OPEN: 3 });
    const held: (() => void)[] = [];
    const outside = await openTestHttpServer(async (_, response) => {
      await new Promise<void>((resolve) => held.push(resolve));
      sendJson(response, 200, { text: 'at last' });
    });
    const slow = await addCaller(callingFlow(outside.url));
    const waiting = Array.from({ length: 3 }, () => start(slow));
    await expect.poll(() => held.length).toBe(3);
    const refused = await start(slow);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    for (const release of held) release();
    await Promise.all(waiting);
    const after = start(slow);
    await expect.poll(() => held.length).toBe(4);
    held[3]?.();
    expect((await after).status).toBe(201);
    await outside.close();
  });

  it('bounds the bodies (admission/bodies-bounded)', async () => {
    await open({ PARLEY_BODY_MEMORY_MIB: 0.001 });
    const caller = await addCaller();
    const body = (text: string) => ({
      headers: { authorization: `Bearer ${caller.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ variables: { text } }),
    });
    expect((await start(caller, body('x'.repeat(2_000)))).status).toBe(503);
    expect((await start(caller, body('x'))).status).toBe(201);
  });
});
