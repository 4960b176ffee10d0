import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addFlow } from '@/server/tools/test/platform';
import { statementTextsOf } from '@/server/tools/test/statements-of';
import { MOST_HELD_SESSIONS } from '../../breakpoint/limits';
import { listBreakpoints } from '../../breakpoint/list-breakpoints';
import { removeBreakpoint } from '../../breakpoint/remove-breakpoint';
import { setBreakpoint } from '../../breakpoint/set-breakpoint';
import { addFirst, verifySessions } from '../../migration/fixtures/versions';
import { ECHO } from '../fixtures/flows';
import { startSession } from '../start-session';
import { continueSession, releaseSession } from './continue-session';
import { type DebugEnv, openDebugEnv } from './fixtures/debug-env';
import { listHeldSessions } from './list-held-sessions';

let env: DebugEnv;
let { testEnv, clock, ctx, say, textsOf, listAudit, hold } = {} as DebugEnv;

beforeEach(async () => {
  env = await openDebugEnv();
  ({ testEnv, clock, ctx, say, textsOf, listAudit, hold } = env);
});
afterEach(() => testEnv.close());

describe('a breakpoint', () => {
  it('holds sessions before its node; their callers see that they are processed', async () => {
    const { flowId, breakpointId, sessionId, reply } = await hold();
    expect(reply).toMatchObject({
      settled: false,
      messages: [],
      session: { status: 'running', nodeId: 'repeat' },
    });
    const until = new Date(clock.now() + 120_000);
    expect(await listHeldSessions(ctx)).toEqual([
      expect.objectContaining({ sessionId, flowId, nodeId: 'repeat', breakpointId, until }),
    ]);
    await continueSession(ctx, { sessionId });
    expect(await textsOf(sessionId)).toEqual([
      'Say something.',
      'Hello',
      'You said: Hello',
      'Say something.',
    ]);
    expect(await listHeldSessions(ctx)).toEqual([]);
    expect(await verifySessions(ctx, flowId)).toEqual([null]);
  });

  it('holds a session before its first message', async () => {
    const flowId = await addFirst(testEnv, ECHO);
    await setBreakpoint(ctx, { flowId, nodeId: 'ask' });
    const { session, messages } = await startSession(ctx, { flowId, waitMs: 0 });
    expect([session.status, messages]).toEqual(['running', []]);
    await releaseSession(ctx, { sessionId: session.id });
    expect(await textsOf(session.id)).toEqual(['Say something.']);
    expect(await listAudit(session.id)).toEqual(['session.held system', 'session.released system']);
  });

  it('holds only where its condition is true, and only its session', async () => {
    const flowId = await addFirst(testEnv, ECHO);
    const { session: one } = await startSession(ctx, { flowId });
    const { session: other } = await startSession(ctx, { flowId });
    await setBreakpoint(ctx, { flowId, nodeId: 'repeat', sessionId: one.id, condition: "said == 'stop'" });
    expect((await say(one.id, 'go')).session.status).toBe('awaiting_input');
    expect((await say(one.id, 'stop')).session.status).toBe('running');
    expect((await say(other.id, 'stop')).session.status).toBe('awaiting_input');
  });

  it('holds nothing after it has expired', async () => {
    const flowId = await addFirst(testEnv, ECHO);
    const { session } = await startSession(ctx, { flowId });
    await setBreakpoint(ctx, { flowId, nodeId: 'repeat', activeMs: 60_000 });
    clock.advance(60_000);
    expect((await say(session.id, 'x')).session.status).toBe('awaiting_input');
    expect(await listBreakpoints(ctx, { flowId })).toEqual([]);
  });

  it('is known to another process when that has read the breakpoints', async () => {
    const flowId = await addFirst(testEnv, ECHO);
    const { session } = await startSession(ctx, { flowId });
    const other = env.openOther();
    await setBreakpoint(ctx, { flowId, nodeId: 'repeat' });
    await other.breakpoints.refresh();
    expect((await say(session.id, 'x', other)).session.status).toBe('running');
  });

  it('stays known when a read that began before it was set ends after it (breakpoints/known-at-once)', async () => {
    const { flowId, versionId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    const { pool } = testEnv.platform.db;
    const query = pool.query.bind(pool) as (statement: unknown) => Promise<unknown>;
    const late = new EventEmitter();
    const spy = vi.spyOn(pool, 'query').mockImplementationOnce(async (statement: unknown) => {
      const rows = await query(statement);
      await once(late, 'read');
      return rows as never;
    });
    const early = ctx.breakpoints.refresh();
    spy.mockRestore();
    const { id } = await setBreakpoint(ctx, { flowId, nodeId: 'repeat' });
    late.emit('read');
    await early;
    const found = ctx.breakpoints.find(testEnv.orgId, versionId, crypto.randomUUID());
    expect(found.map((one) => one.id)).toEqual([id]);
  });

  it('is set, listed and removed without a read of the draft of its flow', async () => {
    const flowId = await addFirst(testEnv, ECHO);
    const statements = await statementTextsOf(testEnv.platform.db.pool, async () => {
      const { id: breakpointId } = await setBreakpoint(ctx, { flowId, nodeId: 'repeat' });
      await listBreakpoints(ctx, { flowId });
      await removeBreakpoint(ctx, { flowId, breakpointId });
    });
    expect(statements.some((statement) => statement.includes('"flows"'))).toBe(true);
    expect(statements.filter((statement) => statement.includes('"draft"'))).toEqual([]);
  });

  it.each([
    [{ nodeId: 'missing' }, 'invalid_request'],
    [{ nodeId: 'repeat', condition: '1 +' }, 'invalid_request'],
    [{ nodeId: 'repeat', holdMs: 1 }, 'invalid_request'],
    [{ nodeId: 'repeat', holdMs: 10 ** 9 }, 'invalid_request'],
    [{ nodeId: 'repeat', calledFlow: 'nobody' }, 'invalid_request'],
    [{ nodeId: 'repeat', version: 9 }, 'not_found'],
    [{ nodeId: 'repeat', sessionId: crypto.randomUUID() }, 'not_found'],
  ])('refuses %j', async (input, code) => {
    const flowId = await addFirst(testEnv, ECHO);
    await expect(setBreakpoint(ctx, { flowId, ...input })).rejects.toMatchObject({ problem: { code } });
  });

  it('is limited in number, and so are the sessions that are held', async () => {
    const { flowId } = await hold();
    const { pool } = testEnv.platform.db;
    await pool.query(
      `INSERT INTO breakpoints SELECT org_id, gen_random_uuid(), flow_id, version_id, session_id, called_flow, 'x', condition,
         hold_ms, created_by, created_at, expires_at FROM breakpoints, generate_series(1, 47)`,
    );
    const tries = Array.from({ length: 6 }, () => setBreakpoint(ctx, { flowId, nodeId: 'repeat' }));
    const set = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
    expect(set).toHaveLength(2);
    await expect(setBreakpoint(ctx, { flowId, nodeId: 'repeat' })).rejects.toMatchObject({
      problem: { code: 'limit_exceeded', details: { max: 50, actual: 51 } },
    });
    for (let count = 1; count < MOST_HELD_SESSIONS; count++) {
      const { session } = await startSession(ctx, { flowId });
      await pool.query(
        `INSERT INTO timers (org_id, session_id, key, due_at) VALUES ($1, $2, 'hold', now() + interval '9 years')`,
        [testEnv.orgId, session.id],
      );
    }
    const { session: last } = await startSession(ctx, { flowId });
    expect((await say(last.id, 'x')).session.status).toBe('awaiting_input');
  });
});
