import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestPlatform,
} from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import type { JobRunner } from '../job/job-runner';
import { ECHO } from '../session/fixtures/flows';
import { cancelReplay } from './cancel-replay';
import type { ReplayFindings } from './findings';
import { getReplay } from './get-replay';
import { listReplays } from './list-replays';
import { pruneReplays } from './prune-replays';
import type { ReplayWork } from './replay-on-draft';
import { startReplay } from './start-replay';
import { startReplayRunner } from './start-replay-runner';

const RESULT: ReplayFindings = {
  verdicts: { same: 2, other_words: 0, other_end: 0, needs_answer: 0, failed: 0 },
  leftOut: { withoutTranscript: 0, tooLong: 0, unreadable: 0 },
  moves: [],
  partings: [],
  missingAnswers: [],
  withStandIns: 0,
  withOtherRequests: 0,
};

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;
let flowId: string;
const runners: JobRunner[] = [];

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  ({ flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO));
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await testEnv.close();
});

const request = (more = {}) => startReplay(ctx, { flowId, ...more });
const read = (replayId: string) => getReplay(ctx, { flowId, replayId });
const becomes = (id: string, status: string) => expect.poll(async () => (await read(id)).status).toBe(status);
const finish: ReplayWork = async () => ({ total: 2, result: RESULT });

function run(work: ReplayWork, platform: TestPlatform = testEnv.platform): JobRunner {
  const runner = startReplayRunner(platform, work, { pollMs: 5, renewMs: 5 });
  runners.push(runner);
  return runner;
}

/** Work that goes on until it is aborted. */
function waitForAbort() {
  const seen = { begun: 0, aborted: 0 };
  const work: ReplayWork = (_platform, _replay, { signal, report }) =>
    new Promise((_, reject) => {
      seen.begun += 1;
      report({ done: 1, total: 2 });
      const abort = () => {
        seen.aborted += 1;
        reject(new Error('aborted'));
      };
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort);
    });
  return { seen, work };
}

describe('startReplay', () => {
  it('queues a replay of the last 1,000 sessions on the draft', async () => {
    const replay = await request();
    expect(replay).toMatchObject({
      ...{ flowId, status: 'pending', draftRev: 1, search: { limit: 1_000 }, standIns: {} },
      ...{ done: 0, total: null, result: null, failure: null, createdBy: 'system', finishedAt: null },
    });
    expect(await read(replay.id)).toEqual(replay);
  });

  it('takes a definition, a search and stand-ins', async () => {
    const search = { limit: 10, since: '2030-01-01T00:00:00Z', status: ['completed'] };
    const replay = await request({ definition: ECHO, search, standIns: { call: [{ body: { ok: true } }] } });
    expect(replay).toMatchObject({
      draftRev: null,
      search,
      standIns: { call: [{ status: 200, body: { ok: true } }] },
    });
  });

  it.each([
    [{ search: { limit: 0 } }, ['search', 'limit']],
    [{ search: { limit: 10_001 } }, ['search', 'limit']],
    [{ search: { since: 'yesterday' } }, ['search', 'since']],
    [{ search: { status: [] } }, ['search', 'status']],
    [{ standIns: { call: [] } }, ['standIns', 'call']],
    [{ standIns: { call: [{ status: 1 }] } }, ['standIns', 'call', 0, 'status']],
  ])('refuses %j', async (more, path) => {
    await expect(request(more)).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path }] } },
    });
  });

  it('refuses a definition with errors, a missing flow, more than 20 unfinished replays and keys of one channel', async () => {
    await expect(request({ definition: { ...ECHO, start: 'nowhere' } })).rejects.toMatchObject({
      code: 'flow_invalid',
    });
    await expect(request({ flowId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
    for (let count = 0; count < 18; count += 1) await request();
    const atOnce = await Promise.allSettled(Array.from({ length: 6 }, () => request()));
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expect(request()).rejects.toMatchObject({
      problem: { code: 'limit_exceeded', details: { limit: 'unfinished replays', max: 20 } },
    });
    const narrow = {
      ...ctx,
      actor: {
        type: 'apiKey',
        orgId: testEnv.orgId,
        keyId: 'k',
        scopes: ['flows:write', 'sessions:read', 'flows:read'],
        channelId: 'c',
      } as const,
    };
    await expect(startReplay(narrow, { flowId })).rejects.toMatchObject({ code: 'permission_denied' });
    const writer = {
      ...ctx,
      actor: { ...narrow.actor, channelId: null, scopes: ['flows:write', 'flows:read'] as const },
    };
    await expect(startReplay(writer, { flowId })).rejects.toMatchObject({ code: 'permission_denied' });
  });

  it('is of its organization alone', async () => {
    const replay = await request();
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await expect(getReplay(stranger, { flowId, replayId: replay.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(cancelReplay(stranger, { flowId, replayId: replay.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(listReplays(stranger, { flowId, limit: 9 })).rejects.toMatchObject({ code: 'not_found' });
    expect((await read(replay.id)).status).toBe('pending');
  });
});

describe('listReplays', () => {
  it('lists the newest first, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      clock.advance(1);
      ids.unshift((await request()).id);
    }
    const first = await listReplays(ctx, { flowId, limit: 2 });
    const second = await listReplays(ctx, { flowId, limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });
});

describe('a runner', () => {
  it('runs replays in their order and stores what they find', async () => {
    const first = await request();
    clock.advance(1);
    const ids = [first.id, (await request()).id];
    const order: string[] = [];
    run(async (_platform, { id }) => {
      order.push(id);
      return { total: 2, result: RESULT };
    });
    for (const id of ids) await becomes(id, 'completed');
    expect(order).toEqual(ids);
    expect(await read(ids[0] ?? '')).toMatchObject({
      done: 2,
      total: 2,
      result: RESULT,
      finishedAt: expect.any(Date),
    });
  });

  it('shows its progress, and stops when it is canceled (job/cancelable)', async () => {
    const { id } = await request();
    const { seen, work } = waitForAbort();
    run(work);
    await expect.poll(async () => (await read(id)).done).toBe(1);
    const canceled = await cancelReplay(ctx, { flowId, replayId: id });
    expect(canceled).toMatchObject({ status: 'canceled', finishedAt: expect.any(Date) });
    await expect.poll(() => seen.aborted).toBe(1);
    expect(await read(id)).toMatchObject({ status: 'canceled', result: null, failure: null });
    await expect(cancelReplay(ctx, { flowId, replayId: id })).rejects.toMatchObject({
      problem: { code: 'precondition_failed', details: { current: 'canceled' } },
    });
  });

  it('leaves its replay to another one when it stops', async () => {
    const { id } = await request();
    const { seen, work } = waitForAbort();
    const runner = run(work);
    await expect.poll(() => seen.begun).toBe(1);
    await runner.stop();
    expect(await read(id)).toMatchObject({ status: 'pending' });
    run(finish);
    await becomes(id, 'completed');
  });

  it('takes over a replay whose process died, at most twice (job/taken-over, job/one-holder)', async () => {
    const { id } = await request();
    const { prisma } = testEnv.platform.db;
    const dead = await testEnv.openPlatform({ clock });
    const { seen, work } = waitForAbort();
    const runner = run(work, dead);
    await expect.poll(() => seen.begun).toBe(1);
    // The process is alive and thinks that it has the replay, but another one took it.
    await prisma.replay.updateMany({ data: { leasedBy: 'gone', dueAt: new Date(clock.now()), attempts: 2 } });
    await expect.poll(() => seen.aborted).toBeGreaterThan(0);
    await runner.stop();
    const other = await request();
    await prisma.replay.updateMany({ where: { id: other.id }, data: { attempts: 3 } });
    run(finish);
    await becomes(id, 'completed');
    await becomes(other.id, 'failed');
    expect((await read(other.id)).failure).toBe('It was begun 3 times, and no server finished it.');
  });

  it('fails a replay that it cannot run, in words for people, and goes on', async () => {
    const { id } = await request();
    let isBroken = true;
    run(async () => {
      if (isBroken) throw new Error('a secret reason');
      return { total: 0, result: RESULT };
    });
    await becomes(id, 'failed');
    expect((await read(id)).failure).toBe('The server could not run it; its log has the reason.');
    isBroken = false;
    const { id: next } = await request();
    await becomes(next, 'completed');
  });

  it('is one of many that never run a replay twice', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await request()).id));
    const ran: string[] = [];
    const work: ReplayWork = async (_platform, { id }) => {
      ran.push(id);
      return { total: 2, result: RESULT };
    };
    run(work, await testEnv.openPlatform({ clock }));
    run(work, await testEnv.openPlatform({ clock }));
    for (const id of ids) await becomes(id, 'completed');
    expect(ran.toSorted()).toEqual(ids.toSorted());
  });
});

describe('pruneReplays', () => {
  it('deletes replays 30 days after they were finished', async () => {
    const { id } = await request();
    await cancelReplay(ctx, { flowId, replayId: id });
    const pending = await request();
    clock.advance(30 * 24 * 3_600_000);
    expect(await pruneReplays(testEnv.platform, { limit: 10 })).toBe(0);
    clock.advance(1);
    expect(await pruneReplays(testEnv.platform, { limit: 10 })).toBe(1);
    await expect(read(id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await read(pending.id)).toMatchObject({ status: 'pending' });
  });
});
