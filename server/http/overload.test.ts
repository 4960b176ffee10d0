import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import type { Env } from '@/server/env';
import { callingFlow, ECHO } from '@/server/services/session/fixtures/flows';
import { openTestHttpServer, sendJson } from '@/server/tools/test-http-server';
import { addFlow, addOrganization, openTestStage, type TestStage } from '@/server/tools/test-platform';

/*
 * What a server does with more than it can do. The rules are those of work-gate.ts (G) and admission.ts (P); here real
 * requests are seen to be held to them.
 */
const SMALL: Partial<Env> = {
  PARLEY_REQUESTS_AT_ONCE: 4,
  PARLEY_REQUESTS_WAITING: 30,
  PARLEY_REQUEST_WAIT_SECONDS: 1,
};

type Caller = { orgId: string; key: string; flowId: string };

describe('a server with too much to do', () => {
  let stage: TestStage;
  let mount: DirectMount;
  beforeAll(async () => {
    stage = await openTestStage();
  });
  afterEach(() => mount.close());
  afterAll(() => stage.close());

  const open = async (env: Partial<Env> = {}) => {
    mount = await openDirectMount(stage.platform, { env: { ...SMALL, ...env } });
  };

  async function addCaller(definition = ECHO): Promise<Caller> {
    const orgId = await addOrganization(stage.platform.db);
    const { flowId } = await addFlow(stage.platform.db, orgId, definition);
    return { orgId, flowId, key: await makeKey(stage.platform, orgId) };
  }

  const start = ({ orgId, key, flowId }: Caller, body?: RequestInit) =>
    fetch(`${mount.baseUrl}/cgw/process/v1/orgs/${orgId}/flows/${flowId}/sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      ...body,
    });

  /** Keeps `width` requests under way until `done`; how long those took that were answered, and what came of the rest. */
  async function flood(caller: Caller, width: number, done: () => boolean) {
    const answered: number[] = [];
    const refusals = new Set<string>();
    const one = async () => {
      while (!done()) {
        const began = performance.now();
        const { status, headers, body } = await start(caller);
        await body?.cancel();
        if (status === 201) answered.push(performance.now() - began);
        else refusals.add(`${status} ${headers.get('retry-after')}`);
      }
    };
    await Promise.all(Array.from({ length: width }, one));
    return { answered, refusals: [...refusals] };
  }

  const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

  it('answers some and refuses the others with 503 and Retry-After, and is itself again at once (G2)', async () => {
    await open();
    const caller = await addCaller();
    const end = performance.now() + 1_500;
    const { answered, refusals } = await flood(caller, 100, () => performance.now() > end);
    expect(refusals).toEqual(['503 2']);
    expect(answered.length).toBeGreaterThan(20);
    expect((await start(caller)).status).toBe(201);
  });

  it('keeps another organization out of it: never refused, and sooner answered (G1, G3)', async () => {
    await open();
    const [loud, quiet] = [await addCaller(), await addCaller()];
    const rounds = 12;
    let asked = 0;
    const flooding = flood(loud, 60, () => asked === rounds);
    const times: number[] = [];
    for (; asked < rounds; asked += 1) {
      const began = performance.now();
      expect((await start(quiet)).status).toBe(201);
      times.push(performance.now() - began);
    }
    const { answered, refusals } = await flooding;
    expect(refusals).toEqual(['503 2']);
    expect(median(times)).toBeLessThan(median(answered));
  });

  it('answers others while all its places wait for answers from outside (G4)', async () => {
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

  it('holds a bounded number of requests open, whatever they wait for (P1)', async () => {
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

  it('holds bounded bodies (P2)', async () => {
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
