import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { openStatementRelay } from '@/e2e/stress/crashes/statement-relay';
import { LEASE_MS } from '@/server/services/idempotency/lease';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { LOCK_WAITS, waitForLockWaits } from '@/server/tools/test/lock-waits';
import { addFlow, openTestEnv, openTestPlatform, type TestEnv } from '@/server/tools/test/platform';
import { openTestRelay } from '@/server/tools/test/relay';

const HOOK = 'http://127.0.0.1:9/hook';

type Answered = { status: number; text: string };

/** Repeats the request until the key is free, which is before the first lease ends; returns that response. */
async function untilFree(ask: () => Promise<Answered>): Promise<Answered> {
  const startedAt = performance.now();
  let answer = await ask();
  while (answer.status === 409 && performance.now() - startedAt < LEASE_MS) answer = await ask();
  expect(answer.status).not.toBe(409);
  return answer;
}

/*
 * A request loses its database halfway, and its next attempt comes at once, at another process and long before the lease of
 * the first one ends. There is one outcome (http/one-outcome), whatever the first attempt did.
 */
describe('an idempotency key whose request lost the database', () => {
  let testEnv: TestEnv;
  let key: string;
  let flowId: string;
  let headers: Record<string, string>;
  let other: DirectMount;
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    testEnv = await openTestEnv();
    key = await makeKey(testEnv.platform, testEnv.orgId);
    other = await openDirectMount(testEnv.platform);
  });
  beforeEach(async () => {
    headers = { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() };
    ({ flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO));
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await other.close();
    await testEnv.close();
  });

  async function openOn(url: string): Promise<DirectMount> {
    const platform = openTestPlatform(url);
    const mount = await openDirectMount(platform);
    closers.push(platform.close, mount.close);
    await fetch(`${mount.baseUrl}/cgw/process/v1/orgs/${testEnv.orgId}/flows/${flowId}`, { headers });
    return mount;
  }

  const post = async (url: string, body: object | null): Promise<Answered> => {
    const typed = body && { 'content-type': 'application/json' };
    const json = body && { body: JSON.stringify(body) };
    const response = await fetch(url, { method: 'POST', headers: { ...headers, ...typed }, ...json });
    return { status: response.status, text: await response.text() };
  };
  const start = ({ baseUrl }: DirectMount) =>
    post(`${baseUrl}/cgw/process/v1/orgs/${testEnv.orgId}/flows/${flowId}/sessions`, null);

  /** Repeats the request until the key is free; further repeats get the same response, and there is one session. */
  async function expectOneOutcome(): Promise<void> {
    const answer = await untilFree(() => start(other));
    expect(answer.status).toBe(201);
    expect(await start(other)).toEqual(answer);
    expect(await testEnv.platform.db.prisma.session.count({ where: { flowId } })).toBe(1);
  }

  it.each([
    // Before its transaction commits nothing is stored; afterwards the next attempt finds what it created.
    ['a flow', 'insert into "flows"', '/flows', { name: 'Once' }, 503],
    ['a flow', 'insert into "audit_entries"', '/flows', { name: 'Twice', slug: 'twice' }, 503],
    ['a flow', 'COMMIT', '/flows', { name: 'Thrice', slug: 'thrice' }, 201],
    ['a version', 'insert into "flow_versions"', '/flows/:flowId/publish', { note: 'once' }, 503],
    ['a version', 'insert into "audit_entries"', '/flows/:flowId/publish', { note: 'once' }, 503],
    ['a version', 'COMMIT', '/flows/:flowId/publish', { note: 'once' }, 201],
    ['a room', 'insert into "audit_entries"', '/rooms', { name: 'Desk', mode: 'people' }, 503],
    ['a room', 'COMMIT', '/rooms', { name: 'Desk', mode: 'people' }, 201],
    [
      'a channel',
      'insert into "audit_entries"',
      '/channels',
      { kind: 'chat', name: 'Site', webhookUrl: HOOK },
      503,
    ],
  ])(
    'creates %s once when the result of %s was lost (idempotency/same-id-on-retry)',
    async (_, statement, path, body, firstStatus) => {
      const relay = await openStatementRelay(testEnv.url);
      closers.push(relay.close);
      const mount = await openOn(relay.url);
      // An unchanged draft would make no version.
      const draft = { ...ECHO, description: 'Changed' };
      await testEnv.platform.db.prisma.flow.updateMany({ where: { id: flowId }, data: { draft } });
      const make = ({ baseUrl }: DirectMount) =>
        post(`${baseUrl}/api/v1/orgs/${testEnv.orgId}${path.replace(':flowId', flowId)}`, body);
      const { auditEntry: audit, flow, flowVersion: version, room, channel } = testEnv.platform.db.prisma;
      const count = () =>
        Promise.all([flow.count(), version.count(), room.count(), channel.count(), audit.count()]);
      const before = await count();
      relay.arm({ statements: [statement], when: 'kept' }, () => undefined);
      expect((await make(mount)).status).toBe(firstStatus);
      const { status, text } = await untilFree(() => make(other));
      expect(status).toBe(201);
      const made = (await count()).map((now, index) => now - (before[index] ?? 0));
      expect(made.reduce((sum, each) => sum + each)).toBe(2);
      expect(made.at(-1)).toBe(1);
      if (path === '/channels') expect(text).toMatch(/"webhookSecret":"whsec_/);
    },
  );

  it.each(['insert into "flows"', 'insert into "audit_entries"', 'COMMIT'])(
    'imports a bundle once when the result of %s was lost (idempotency/same-id-on-retry)',
    async (statement) => {
      const relay = await openStatementRelay(testEnv.url);
      closers.push(relay.close);
      const mount = await openOn(relay.url);
      const { auditEntry: audit, flow } = testEnv.platform.db.prisma;
      const before = [await flow.count(), await audit.count()];
      const tag = crypto.randomUUID().slice(0, 8);
      const flows = ['b', 'a'].map((slug) => ({ slug: `${slug}-${tag}`, name: slug, definition: ECHO }));
      const send = ({ baseUrl }: DirectMount) =>
        post(`${baseUrl}/api/v1/orgs/${testEnv.orgId}/flows/import-bundle`, {
          format: 'parley.bundle',
          flows,
        });
      relay.arm({ statements: [statement], when: 'kept' }, () => undefined);
      await send(mount);
      const { status, text } = await untilFree(() => send(other));
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({
        flows: flows.map(({ slug }) => ({ slug, action: 'created', draftRev: 1 })),
      });
      expect([await flow.count(), await audit.count()]).toEqual(before.map((count) => count + 2));
    },
  );

  it.each([
    ['its claim was stored and its result lost', 'idempotency_claim', 'kept'],
    ['its turn was stored and its result lost', 'commit_first_turn', 'kept'],
    ['its answer could not be kept', 'idempotency_complete', 'asked'],
    ['its answer was stored and its result lost', 'idempotency_complete', 'kept'],
  ] as const)('is free as soon as the database is back when %s', async (_, statement, when) => {
    const relay = await openStatementRelay(testEnv.url);
    closers.push(relay.close);
    const mount = await openOn(relay.url);
    let isCaught = false;
    relay.arm({ statements: [statement], when }, () => {
      isCaught = true;
    });
    const first = await start(mount);
    expect([isCaught, first.status]).toEqual([true, 503]);
    await expectOneOutcome();
  });

  it.each([
    ['ends with it', true],
    ['goes on to its end', false],
  ])(
    'is free as soon as the database is back when all connections broke and its turn %s',
    async (_, isEnded) => {
      const relay = await openTestRelay(testEnv.url);
      closers.push(relay.close);
      const mount = await openOn(relay.url);
      const client = new Client({ connectionString: testEnv.url });
      await client.connect();
      await client.query('BEGIN; LOCK TABLE sessions IN EXCLUSIVE MODE');
      const asked = start(mount);
      const { pool } = testEnv.platform.db;
      await waitForLockWaits(pool);
      relay.cut();
      expect((await asked).status).toBe(503);
      if (isEnded) await pool.query(`SELECT pg_terminate_backend(pid) ${LOCK_WAITS}`);
      expect((await start(other)).status).toBe(409);
      relay.restore();
      await client.end();
      await expectOneOutcome();
    },
  );
});
