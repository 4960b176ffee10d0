import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import type { JobRunner } from '../job/job-runner';
import { endSession } from '../session/end-session';
import { ECHO, TWICE } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { cancelMigration } from './cancel-migration';
import { addFirst, publishNext, retell, verifySessions } from './fixtures/versions';
import { getMigration } from './get-migration';
import { listMigrations } from './list-migrations';
import { pruneMigrations } from './prune-migrations';
import { startMigration } from './start-migration';
import { startMigrationRunner } from './start-migration-runner';

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;
let flowId: string;
const runners: JobRunner[] = [];

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  flowId = await addFirst(testEnv, TWICE);
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await testEnv.close();
});

const begin = async (): Promise<string> => {
  clock.advance(1_000);
  return (await startSession(ctx, { flowId, expiresAfterMs: null })).session.id;
};
const say = (sessionId: string, text: string) => sendInput(ctx, { sessionId, input: { type: 'text', text } });
const publish = () => publishNext(ctx, flowId, retell(TWICE, 'second', 'And then?'));
const read = (migrationId: string) => getMigration(ctx, { flowId, migrationId });
const becomes = (id: string, status: string) =>
  expect.poll(async () => (await read(id)).status, { timeout: 20_000 }).toBe(status);

function run(platform = testEnv.platform): JobRunner {
  const runner = startMigrationRunner(platform, { pollMs: 5, renewMs: 5 });
  runners.push(runner);
  return runner;
}

/** The versions of sessions, by their numbers, and how many turns moved them. */
async function readVersions(): Promise<{ number: number; moves: number; sessions: number }[]> {
  const { rows } = await testEnv.platform.db.pool.query(
    `SELECT number, moves, count(*)::int sessions FROM (
       SELECT v.number, (SELECT count(*)::int FROM turns t WHERE t.session_id = s.id AND t.event->>'type' = 'version.changed') moves
       FROM sessions s JOIN flow_versions v ON v.id = s.version_id
     ) s GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows;
}

describe('a request to move the live sessions of a flow', () => {
  it('moves those that can, and names the others by reason', async () => {
    const [moved, said, alsoSaid, ended, purged] = await Promise.all([1, 2, 3, 4, 5].map(begin));
    for (const id of [said, alsoSaid]) await say(id ?? '', 'x');
    await endSession(ctx, { sessionId: ended ?? '' });
    await testEnv.platform.db.pool.query('DELETE FROM turns WHERE session_id = $1', [purged]);
    await publish();
    const fresh = await begin();
    const asked = await startMigration(ctx, { flowId });
    expect(asked).toMatchObject({
      status: 'pending',
      version: { number: 2 },
      done: 0,
      total: null,
      moved: 0,
    });
    run();
    await becomes(asked.id, 'completed');
    const migration = await read(asked.id);
    expect(migration).toMatchObject({ done: 4, total: 4, moved: 1, movedExamples: [moved], failure: null });
    const examples = [said, alsoSaid].map((sessionId) => ({ sessionId, turn: 2, node: 'second' }));
    expect(migration.staying).toEqual([
      { reason: 'other_words', count: 2, examples: expect.arrayContaining(examples) },
      { reason: 'no_transcript', count: 1, examples: [{ sessionId: purged, turn: null, node: null }] },
    ]);
    expect((await say(fresh, 'x')).messages[0]?.text).toBe('And then?');
    expect((await say(moved ?? '', 'x')).messages[0]?.text).toBe('And then?');
    expect((await listMigrations(ctx, { flowId, limit: 9 })).items).toEqual([migration]);
  });

  it('is one entry in the audit log, by who asked', async () => {
    await Promise.all([1, 2, 3].map(begin));
    await publish();
    const { id, version } = await startMigration(ctx, { flowId });
    run();
    await becomes(id, 'completed');
    const { rows } = await testEnv.platform.db.pool.query(
      `SELECT action, thing_id, after FROM audit_entries WHERE action LIKE '%moved'`,
    );
    expect(rows).toEqual([
      { action: 'flow.sessions-moved', thing_id: flowId, after: { migration: id, version } },
    ]);
  });

  it('goes on where its worker died: each session is moved once and counted (migration/counted-in-commit)', async () => {
    await Promise.all(Array.from({ length: 60 }, begin));
    await publish();
    const { id } = await startMigration(ctx, { flowId });
    const dead = testEnv.openPlatform({ clock });
    const first = run(dead);
    await expect
      .poll(async () => (await read(id)).moved, { interval: 1, timeout: 20_000 })
      .toBeGreaterThan(3);
    // The process is alive and thinks that it has the request, but another one took it.
    await testEnv.platform.db.pool.query(
      `UPDATE session_migrations SET leased_by = 'gone', due_at = $1 WHERE status = 'running'`,
      [new Date(clock.now())],
    );
    const taken = (await read(id)).moved;
    await first.stop();
    expect(taken).toBeLessThan(60);
    run();
    await becomes(id, 'completed');
    expect(await read(id)).toMatchObject({ moved: 60, done: 60, staying: [] });
    expect((await read(id)).movedExamples).toHaveLength(20);
    expect(await readVersions()).toEqual([{ number: 2, moves: 1, sessions: 60 }]);
    expect(await verifySessions(ctx, flowId)).toEqual(Array.from({ length: 60 }, () => null));
  }, 60_000);

  it('stops when it is canceled, with what it moved (job/cancelable)', async () => {
    await Promise.all(Array.from({ length: 60 }, begin));
    await publish();
    const { id } = await startMigration(ctx, { flowId });
    const runner = run();
    await expect
      .poll(async () => (await read(id)).moved, { interval: 1, timeout: 20_000 })
      .toBeGreaterThan(3);
    const { moved } = await cancelMigration(ctx, { flowId, migrationId: id });
    await runner.stop();
    expect(moved).toBeLessThan(60);
    expect(await read(id)).toMatchObject({ status: 'canceled', moved });
    expect(await readVersions()).toEqual([
      { number: 1, moves: 0, sessions: 60 - moved },
      { number: 2, moves: 1, sessions: moved },
    ]);
    await expect(cancelMigration(ctx, { flowId, migrationId: id })).rejects.toMatchObject({
      problem: { code: 'precondition_failed', details: { current: 'canceled' } },
    });
  }, 60_000);

  it('moves sessions that people write to meanwhile, or says why not', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, begin));
    await publish();
    const { id } = await startMigration(ctx, { flowId });
    run();
    const replies = await Promise.all(ids.map((sessionId) => say(sessionId, 'x')));
    await becomes(id, 'completed');
    const { moved, staying, done } = await read(id);
    const words = replies.map(({ messages }) => messages[0]?.text);
    const count = (text: string) => words.filter((word) => word === text).length;
    expect(moved).toBe(count('And then?'));
    expect(staying.reduce((sum, { count }) => sum + count, moved)).toBe(done);
    expect(staying.filter(({ reason }) => reason !== 'other_words' && reason !== 'busy')).toEqual([]);
    expect(await verifySessions(ctx, flowId)).toEqual(ids.map(() => null));
  }, 60_000);
});

it('reads a long session again after the replays that have the threads', async () => {
  const echo = await addFirst(testEnv, ECHO);
  const { id: sessionId } = (await startSession(ctx, { flowId: echo, expiresAfterMs: null })).session;
  for (let count = 0; count < 301; count += 1) await say(sessionId, 'x');
  // Its third turn is not reproduced, as if another one had come while it was read.
  await testEnv.platform.db.pool.query(`UPDATE turns SET messages = '[]' WHERE session_id = $1 AND no = 3`, [
    sessionId,
  ]);
  await publishNext(ctx, echo, { ...ECHO, locale: 'en-GB' });
  const { id: migrationId } = await startMigration(ctx, { flowId: echo });
  run();
  const readEcho = () => getMigration(ctx, { flowId: echo, migrationId });
  await expect.poll(async () => (await readEcho()).status, { timeout: 20_000 }).toBe('completed');
  expect((await readEcho()).staying).toMatchObject([{ reason: 'not_reproducible', count: 1 }]);
}, 60_000);

describe('startMigration', () => {
  it('refuses more than 10 unfinished ones, versions that do not exist, and who may not', async () => {
    for (let count = 0; count < 8; count += 1) await startMigration(ctx, { flowId, version: 1 });
    const tries = Array.from({ length: 6 }, () => startMigration(ctx, { flowId, version: 1 }));
    const atOnce = await Promise.allSettled(tries);
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expect(startMigration(ctx, { flowId })).rejects.toMatchObject({
      problem: { code: 'limit_exceeded', details: { limit: 'unfinished migrations', max: 10 } },
    });
    await expect(startMigration(ctx, { flowId, version: 2 })).rejects.toMatchObject({ code: 'not_found' });
    for (const scope of ['sessions:read', 'flows:write', 'flows:read'] as const) {
      const key = {
        type: 'apiKey',
        orgId: testEnv.orgId,
        keyId: 'k',
        scopes: [scope],
        channelId: null,
      } as const;
      await expect(startMigration({ ...ctx, actor: key }, { flowId })).rejects.toMatchObject({
        code: 'permission_denied',
      });
    }
  });

  it('is of its organization alone, and is deleted after 30 days', async () => {
    const { id: migrationId } = await startMigration(ctx, { flowId });
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const key = { flowId, migrationId };
    await expect(getMigration(stranger, key)).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancelMigration(stranger, key)).rejects.toMatchObject({ code: 'not_found' });
    await expect(startMigration(stranger, { flowId })).rejects.toMatchObject({ code: 'not_found' });
    await cancelMigration(ctx, key);
    clock.advance(30 * 24 * 3_600_000);
    expect(await pruneMigrations(testEnv.platform, { limit: 9 })).toBe(0);
    clock.advance(1);
    expect(await pruneMigrations(testEnv.platform, { limit: 9 })).toBe(1);
  });
});
