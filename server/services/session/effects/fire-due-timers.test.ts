import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { sendToThread } from '../../thread/send/send-to-thread';
import { waitingFlow } from '../fixtures/flows';
import { getSession } from '../get-session';
import { startSession } from '../start-session';
import { advanceSession } from '../turn/advance-session';
import { CONTROL_TIMER } from '../turn/turn-step';
import { fireDueTimers } from './fire-due-timers';

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterEach(() => testEnv.close());

async function park(count: number, expiresAfterMs: number | null = null): Promise<string[]> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, waitingFlow(1));
  const begin = () => startSession(ctx, { flowId, waitMs: 0, expiresAfterMs });
  const started = await Promise.all(Array.from({ length: count }, begin));
  return started.map(({ session }) => session.id);
}

const fire = () => fireDueTimers(testEnv.platform, { limit: 100 });
const countTimers = () => testEnv.platform.db.prisma.timer.count();
const read = async (sessionId: string) => (await getSession(ctx, { sessionId })).status;
const readAll = (ids: readonly string[]) => Promise.all(ids.map(read));

describe('timers that are due at the same time', () => {
  it('take one look, one claim for each organization, one read and one commit (turn/one-read-one-commit)', async () => {
    const ids = await park(12);
    clock.advance(1_000);
    const query = vi.spyOn(testEnv.platform.db.pool, 'query');
    expect(await fire()).toBe(12);
    const names = query.mock.calls.map(([statement]) => Reflect.get(Object(statement), 'name'));
    query.mockRestore();
    // The runtime polls watched sessions in the meantime.
    expect(names.filter((name) => name !== 'list_turn_numbers')).toEqual([
      'list_due_timers',
      'claim_due_timers',
      'find_sessions',
      'commit_many_turns',
    ]);
    expect(new Set(await readAll(ids))).toEqual(new Set(['completed']));
    expect(await countTimers()).toBe(0);
  });

  it('all fire, also the one whose session has moved since the read (batch/independent)', async () => {
    const ids = await park(3);
    clock.advance(1_000);
    const { pool } = testEnv.platform.db;
    const query = pool.query.bind(pool);
    // Another turn is committed between the read and the commit.
    const spy = vi.spyOn(pool, 'query').mockImplementation(async (...args: unknown[]) => {
      const found = await Reflect.apply(query, pool, args);
      if (Reflect.get(Object(args[0]), 'name') === 'find_sessions')
        await query('UPDATE sessions SET turn_no = turn_no + 1 WHERE id = $1', [ids[1]]);
      return found;
    });
    expect(await fire()).toBe(3);
    spy.mockRestore();
    const turns = await Promise.all(ids.map((sessionId) => getSession(ctx, { sessionId })));
    expect(turns.map(({ turnNo, status }) => `${turnNo} ${status}`)).toEqual([
      '2 completed',
      '3 completed',
      '2 completed',
    ]);
    expect(await countTimers()).toBe(0);
  });

  it('do not wait for a session that is being written (batch/never-waits)', async () => {
    const [busy = '', ...others] = await park(3);
    clock.advance(1_000);
    const client = await testEnv.openPlatform().db.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM sessions WHERE id = $1 FOR UPDATE', [busy]);
    const firing = fire();
    try {
      await expect.poll(() => readAll(others)).toEqual(['completed', 'completed']);
      expect(await read(busy)).toBe('awaiting_timer');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    await firing;
    expect(await read(busy)).toBe('completed');
  });

  it('fire although one of them cannot be stored (batch/independent)', async () => {
    const [broken = '', ...others] = await park(3);
    const turn = { event: {}, trace: {}, status: 'running', changes: {}, firstSeq: 1 } as const;
    const key = { orgId: testEnv.orgId, sessionId: broken, no: 2 };
    await testEnv.platform.db.prisma.turn.create({ data: { ...key, ...turn, createdAt: new Date(0) } });
    clock.advance(1_000);
    expect(await fire()).toBe(3);
    expect(await readAll([broken, ...others])).toEqual(['awaiting_timer', 'completed', 'completed']);
    expect(await countTimers()).toBe(1);
  });

  it('leave an overdue session expired', async () => {
    const [ended = ''] = await park(1, 500);
    const [other = ''] = await park(1);
    clock.advance(1_000);
    await fire();
    expect(await readAll([ended, other])).toEqual(['expired', 'completed']);
    expect(await countTimers()).toBe(0);
  });

  it('can be of one session', async () => {
    const [id = ''] = await park(1);
    const key = { orgId: testEnv.orgId, sessionId: id, key: CONTROL_TIMER };
    await testEnv.platform.db.prisma.timer.create({ data: { ...key, dueAt: new Date(0) } });
    clock.advance(1_000);
    expect(await fire()).toBe(2);
    expect(await read(id)).toBe('completed');
    expect(await countTimers()).toBe(0);
  });
});

/** A flow whose turn, after a timer, writes into every table that a turn can write. */
const EVERYTHING: FlowDefinitionInput = {
  format: 1,
  start: 'wait',
  nodes: [
    {
      id: 'wait',
      kind: 'wait',
      wait: { type: 'for', duration: { amount: 1, unit: 'seconds' } },
      exits: { next: 'set' },
    },
    {
      id: 'set',
      kind: 'set',
      assign: [{ variable: 'text', value: '"a \\\\ b\\u0000 \\"c\\" ü"' }],
      exits: { next: 'emit' },
    },
    { id: 'emit', kind: 'emit', event: 'waited', payload: { for: 'long' }, exits: { next: 'suggest' } },
    { id: 'suggest', kind: 'suggest', text: 'Perhaps', score: '0.5', exits: { next: 'tell' } },
    {
      id: 'tell',
      kind: 'message',
      messages: [{ type: 'text', text: 'It says {{ text }}' }],
      exits: { next: 'call' },
    },
    { id: 'call', kind: 'http', method: 'GET', url: 'http://127.0.0.1:9/', exits: {} },
  ],
};

/** The rows that each table has of one such session in the end. */
const ROWS = {
  sessions: 1,
  turns: 2,
  messages: 2,
  effects: 1,
  timers: 0,
  deliveries: 1,
  delivery_queues: 1,
  suggestions: 1,
  domain_events: 1,
};

describe('turns that are committed together', () => {
  it('are written like those that are committed alone (batch/independent)', async () => {
    testEnv.platform.sessions = {
      ...testEnv.platform.sessions,
      calls: { start: () => undefined, cancel: () => undefined, stop: async () => undefined },
    };
    const alone = await parkInThread();
    const [{ id, org_id: orgId } = { id: '', org_id: '' }] = await list('sessions', alone);
    clock.advance(1_000);
    const [timer] = await list('timers', alone);
    const event = { type: 'timer.fired' as const, at: clock.now(), timer: `${timer?.key}` };
    const steps = [{ event }];
    const cause = { type: 'timer' as const, key: event.timer };
    await advanceSession(testEnv.platform, { orgId, sessionId: id, steps, cause });
    clock.advance(-1_000);
    const together = await parkInThread();
    clock.advance(1_000);
    expect(await fire()).toBe(1);
    for (const [table, count] of Object.entries(ROWS)) {
      const [mine, theirs] = [await list(table, together), await list(table, alone)];
      expect(mine.map(toComparable), table).toEqual(theirs.map(toComparable));
      expect(mine.length, table).toBe(count);
    }
  });
});

type Row = { id: string; org_id: string; key?: string };

/** Starts a session of the flow in a thread of a new channel; returns the channel's id. */
async function parkInThread(): Promise<string> {
  const { platform, orgId } = testEnv;
  const { flowId } = await addFlow(platform.db, orgId, EVERYTHING);
  const channelId = platform.ids.uuid(clock.now());
  const channel = { orgId, id: channelId, kind: 'flowrest' as const, name: 'Test', flowId };
  await platform.db.prisma.channel.create({ data: { ...channel, webhookUrl: 'http://127.0.0.1:9/' } });
  const lines = [{ content: { type: 'text' as const, text: 'hi' }, text: 'hi' }];
  await sendToThread(ctx, { channelId, externalId: 'x', entries: [{ type: 'visitor', lines }], waitMs: 0 });
  return channelId;
}

async function list(table: string, channelId: string): Promise<Row[]> {
  const { rows } = await testEnv.platform.db.pool.query<{ row: Row }>(
    `SELECT to_json(t) AS row FROM ${table} t
     WHERE strpos(to_json(t)::text, $1) > 0 OR EXISTS (
       SELECT 1 FROM sessions s WHERE s.channel_id::text = $1 AND strpos(to_json(t)::text, s.id::text) > 0)
     ORDER BY to_json(t)->>'no', to_json(t)->>'seq'`,
    [channelId],
  );
  return rows.map(({ row }) => row);
}

/** A row without its ids, its encrypted part and the number of a delivery. */
function toComparable(row: Row): string {
  const own = {
    ...('request' in row && { request: typeof row.request }),
    ...('queue_id' in row && { no: 0 }),
  };
  return JSON.stringify({ ...row, ...own }).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
}
