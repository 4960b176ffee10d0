import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { listUncountedSessions } from '@/server/db/coverage/uncounted';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestFlow,
} from '@/server/tools/test/platform';
import { statementTextsOf } from '@/server/tools/test/statements-of';
import type { Actor, ServiceContext } from '../context';
import { publishNext } from '../migration/fixtures/versions';
import { migrateSession } from '../migration/migrate-session';
import { pruneTranscripts } from '../retention/prune-transcripts';
import { endSession } from '../session/end-session';
import { UNTIL_BYE } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { startTestSession } from '../session/start-test-session';
import { countTurns, LOWEST_ID } from './count-turns';
import { getCoverage, type Traffic } from './get-coverage';
import { listSamples } from './list-samples';
import { pruneCoverage } from './prune-coverage';

const DAY_MS = 86_400_000;

let clock: ManualClock;
let testEnv: TestEnv;
let ctx: ServiceContext;
let flow: TestFlow;

beforeAll(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());
beforeEach(async () => {
  flow = await addFlow(testEnv.platform.db, testEnv.orgId, UNTIL_BYE);
});

const count = () => countTurns(testEnv.platform, testEnv.orgId);

async function talk(...texts: string[]): Promise<string> {
  const { session } = await startSession(ctx, { flowId: flow.flowId, waitMs: 0 });
  for (const text of texts) await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text } });
  return session.id;
}

/** The counts of a node and its exits, as `sessions` or `sessions/stopped`. */
async function readNode(node: string): Promise<Record<string, string>> {
  const { flowId } = flow;
  const { nodes } = await getCoverage(ctx, { flowId });
  const found = nodes.find((candidate) => candidate.node === node);
  const show = ({ sessions, stopped }: Traffic) => (stopped > 0 ? `${sessions}/${stopped}` : `${sessions}`);
  const exits = found?.exits.map((exit) => [exit.exit, show(exit)]) ?? [];
  return { passed: found ? show(found) : '', ...Object.fromEntries(exits) };
}

it('counts each session once, however often it passes and however often it is counted', async () => {
  await talk('a', 'b', 'bye');
  await talk('a');
  expect(await count()).toBe(6);
  expect(await count()).toBe(0);
  expect(await readNode('is-bye')).toEqual({ passed: '2', else: '2', bye: '1' });
  expect(await readNode('end')).toEqual({ passed: '1' });
  expect((await getCoverage(ctx, { flowId: flow.flowId })).sessions).toBe(2);
});

it('takes a silent session as stopped after the time that is asked for, until it goes on', async () => {
  const sessionId = await talk('a');
  await count();
  clock.advance(20 * 60_000);
  const stopped = async (silentMinutes: number) =>
    (await getCoverage(ctx, { flowId: flow.flowId, silentMinutes })).stopped;
  expect([await stopped(21), await stopped(20)]).toEqual([0, 1]);
  await sendInput(ctx, { sessionId, input: { type: 'text', text: 'b' } });
  await count();
  expect(await stopped(20)).toBe(0);
  await endSession(ctx, { sessionId });
  await count();
  expect(await readNode('ask')).toEqual({ passed: '1/1', next: '1' });
});

it('says when a place was passed last, also before the period', async () => {
  await talk('bye');
  await count();
  const at = new Date(clock.now());
  clock.advance(8 * DAY_MS);
  const { sessions, nodes } = await getCoverage(ctx, { flowId: flow.flowId });
  expect(sessions).toBe(0);
  expect(nodes.find(({ node }) => node === 'end')).toMatchObject({ sessions: 0, lastAt: at });
});

it('writes nothing when the process dies before the commit (coverage/once)', async () => {
  await talk('a', 'bye');
  const { db } = testEnv.platform;
  const dying: typeof db.transaction = (work, options) =>
    db.transaction(async (tx) => {
      await work(tx);
      throw new Error('killed');
    }, options);
  const killed = { ...testEnv.platform, db: { ...db, transaction: dying } };
  await expect(countTurns(killed, testEnv.orgId)).rejects.toThrow('killed');
  expect(await readNode('end')).toEqual({ passed: '0' });
  await count();
  expect(await readNode('end')).toEqual({ passed: '1' });
});

it('counts nothing twice when another worker read the same turns before (coverage/once)', async () => {
  await talk('a', 'bye');
  await talk('a');
  const { db } = testEnv.platform;
  let release = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reached = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const late: typeof db.transaction = async (work, options) => {
    reached();
    await waiting;
    return db.transaction(work, options);
  };
  const held = countTurns({ ...testEnv.platform, db: { ...db, transaction: late } }, testEnv.orgId);
  await isHeld;
  await count();
  release();
  await held;
  expect(await readNode('is-bye')).toEqual({ passed: '2', else: '2', bye: '1' });
});

it('adds nothing for a session that another worker inserts at the same time (coverage/once)', async () => {
  const sessionId = await talk('bye');
  const other = await testEnv.platform.db.pool.connect();
  await other.query('BEGIN');
  await other.query(
    `INSERT INTO coverage_sessions (org_id, session_id, version_id, turn_no, hour, path_id, standing, last_at)
     VALUES ($1, $2, $3, 2, now(), $2, 'finished', now())`,
    [testEnv.orgId, sessionId, flow.versionId],
  );
  const counting = count();
  await waitForLockWaits(testEnv.platform.db.pool);
  await other.query('COMMIT');
  other.release();
  await counting;
  expect((await getCoverage(ctx, { flowId: flow.flowId })).sessions).toBe(0);
});

it('counts a turn whose transaction began before that of turns which are counted', async () => {
  const sessionId = await talk('a');
  const client = await testEnv.platform.db.pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE sessions SET turn_no = 3 WHERE org_id = $1 AND id = $2', [
    testEnv.orgId,
    sessionId,
  ]);
  await client.query(
    `INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at)
     SELECT org_id, session_id, 3, event, '{"s":[["is-bye","condition","bye"]]}', status, changes, 9, created_at
     FROM turns WHERE org_id = $1 AND session_id = $2 AND no = 1`,
    [testEnv.orgId, sessionId],
  );
  await talk('b');
  await count();
  expect(await readNode('is-bye')).toEqual({ passed: '2', else: '2' });
  await client.query('COMMIT');
  client.release();
  await count();
  expect(await readNode('is-bye')).toEqual({ passed: '2', else: '2', bye: '1' });
});

it('leaves out test sessions', async () => {
  await startTestSession(ctx, { flowId: flow.flowId });
  const page = await listUncountedSessions(testEnv.platform.db, {
    orgId: testEnv.orgId,
    afterId: LOWEST_ID,
    limit: 1_000,
  });
  expect(page.sessions).toEqual([]);
});

it('counts each turn for the version that it ran on', async () => {
  const { flowId } = flow;
  const moved = await talk('a');
  const counted = await talk('b');
  await talk('c');
  const readVersion = async (version: number) => {
    const { nodes, ...all } = await getCoverage(ctx, { flowId, version });
    const [ask, isBye] = ['ask', 'is-bye'].map((id) => nodes.find(({ node }) => node === id)?.sessions);
    return { all: all.sessions, ask, isBye };
  };
  await publishNext(ctx, flowId, { ...UNTIL_BYE, description: 'The next one' });
  await migrateSession(ctx, { sessionId: moved });
  await sendInput(ctx, { sessionId: moved, input: { type: 'text', text: 'bye' } });
  await count();
  expect(await readVersion(1)).toEqual({ all: 3, ask: 3, isBye: 3 });
  expect(await readVersion(2)).toEqual({ all: 1, ask: 1, isBye: 1 });
  await migrateSession(ctx, { sessionId: counted });
  await count();
  expect(await readVersion(1)).toEqual({ all: 3, ask: 3, isBye: 3 });
  expect(await readVersion(2)).toEqual({ all: 2, ask: 2, isBye: 1 });
  clock.advance(3_600_000);
  const stopped = async (version: number) => (await getCoverage(ctx, { flowId, version })).stopped;
  expect([await stopped(1), await stopped(2)]).toEqual([1, 1]);
});

it('keeps the counts of sessions whose transcripts are deleted, until they are older than 400 days', async () => {
  const ended = [await talk('a', 'bye'), await talk('a')];
  await count();
  for (const sessionId of ended) await endSession(ctx, { sessionId }).catch(() => undefined);
  const { prisma } = testEnv.platform.db;
  await prisma.organization.update({ where: { id: testEnv.orgId }, data: { retentionDays: 30 } });
  clock.advance(31 * DAY_MS);
  await pruneTranscripts(testEnv.platform, { limit: 1_000 });
  await prisma.organization.update({ where: { id: testEnv.orgId }, data: { retentionDays: null } });
  const read = async () => {
    const from = new Date(clock.now() - 366 * DAY_MS).toISOString();
    const { sessions, stopped } = await getCoverage(ctx, { flowId: flow.flowId, from });
    return { sessions, stopped };
  };
  expect(await read()).toEqual({ sessions: 2, stopped: 1 });
  expect(await prisma.coverageSession.count({ where: { versionId: flow.versionId } })).toBe(0);
  clock.advance(300 * DAY_MS);
  await pruneCoverage(testEnv.platform, { limit: 1_000 });
  expect(await read()).toEqual({ sessions: 2, stopped: 1 });
  clock.advance(80 * DAY_MS);
  await pruneCoverage(testEnv.platform, { limit: 1_000 });
  expect(await prisma.coverageCount.count({ where: { versionId: flow.versionId } })).toBe(0);
  expect(await prisma.coveragePath.count({ where: { versionId: flow.versionId } })).toBe(0);
});

it('deletes the paths of an organization by one statement, those of another by its own, none that a session is on', async () => {
  const live = await talk('one');
  await count();
  const { prisma, pool } = testEnv.platform.db;
  const { pathId: id } = await prisma.coverageSession.findFirstOrThrow({ where: { sessionId: live } });
  const usedAt = new Date(clock.now() - 900 * DAY_MS);
  const other = await addOrganization(testEnv.platform.db);
  const own = { orgId: testEnv.orgId, versionId: flow.versionId };
  await prisma.coveragePath.updateMany({ where: { ...own, id }, data: { usedAt } });
  const old = [own, own, own, { ...own, orgId: other }];
  await prisma.coveragePath.createMany({
    data: old.map((of) => ({ ...of, id: crypto.randomUUID(), path: [], usedAt })),
  });
  const statements = await statementTextsOf(pool, () => pruneCoverage(testEnv.platform, { limit: 1_000 }));
  expect(statements.filter((statement) => statement.startsWith('delete from "coverage_paths"'))).toHaveLength(
    2,
  );
  expect(await prisma.coveragePath.findMany({ where: { usedAt } })).toMatchObject([{ id }]);
});

it('shows what was said at an exit, only to those who may read transcripts', async () => {
  const sessionId = await talk('one', 'bye');
  await talk('two');
  await count();
  const query = { flowId: flow.flowId, place: 'is-bye:bye' };
  const samples = await listSamples(ctx, query);
  expect(samples).toMatchObject([{ sessionId, turnNo: 3, lines: [{ direction: 'inbound', text: 'bye' }] }]);
  expect(await listSamples(ctx, { ...query, place: 'ask' })).toHaveLength(2);
  const actor: Actor = {
    type: 'apiKey',
    orgId: testEnv.orgId,
    keyId: sessionId,
    scopes: ['flows:read'],
    channelId: null,
  };
  const reader = actIn(testEnv.platform, testEnv.orgId, actor);
  expect((await getCoverage(reader, { flowId: flow.flowId })).sessions).toBe(2);
  await expect(listSamples(reader, query)).rejects.toMatchObject({ code: 'permission_denied' });
  const ofChannel = actIn(testEnv.platform, testEnv.orgId, { ...actor, channelId: sessionId });
  await expect(getCoverage(ofChannel, { flowId: flow.flowId })).rejects.toMatchObject({
    code: 'permission_denied',
  });
});

it('refuses a period without an hour, one of more than 366 days, and unknown versions', async () => {
  const { flowId } = flow;
  const ask = (query: object) => getCoverage(ctx, { flowId, ...query });
  const at = '2030-01-01T00:00:00Z';
  await expect(ask({ from: at, to: at })).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(ask({ from: '2028-01-01T00:00:00Z', to: at })).rejects.toMatchObject({
    code: 'invalid_request',
  });
  await expect(ask({ version: 9 })).rejects.toMatchObject({ code: 'not_found' });
});
