import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actIn, addOrganization } from '@/server/tools/test/platform';
import { MAX_HELD_MS } from '../../breakpoint/limits';
import { removeBreakpoint } from '../../breakpoint/remove-breakpoint';
import { setBreakpoint } from '../../breakpoint/set-breakpoint';
import { forkSession } from '../../fork/fork-session';
import { publishNext, verifySessions } from '../../migration/fixtures/versions';
import { migrateSession } from '../../migration/migrate-session';
import { endSession } from '../end-session';
import { UNTIL_BYE } from '../fixtures/flows';
import { getSession } from '../get-session';
import { listTurns } from '../list-turns';
import { continueSession, editHeldVariables, releaseSession } from './continue-session';
import { type DebugEnv, openDebugEnv } from './fixtures/debug-env';
import { keepHold } from './keep-hold';
import { listHeldSessions } from './list-held-sessions';
import { previewNode } from './preview-node';

let env: DebugEnv;
let { testEnv, clock, ctx, say, fire, textsOf, listAudit, hold } = {} as DebugEnv;

beforeEach(async () => {
  env = await openDebugEnv();
  ({ testEnv, clock, ctx, say, fire, textsOf, listAudit, hold } = env);
});
afterEach(() => testEnv.close());

describe('a held session', () => {
  it('queues messages, which it answers when it goes on', async () => {
    const { sessionId } = await hold();
    await say(sessionId, 'Again');
    await releaseSession(ctx, { sessionId });
    expect(await textsOf(sessionId)).toEqual([
      ...['Say something.', 'Hello', 'Again', 'You said: Hello', 'Say something.', 'You said: Again'],
      'Say something.',
    ]);
  });

  it('shows what its next node would do, and does nothing of it', async () => {
    const { sessionId } = await hold();
    const before = await getSession(ctx, { sessionId });
    expect(await previewNode(ctx, { sessionId })).toMatchObject({
      ...{ sessionId, flow: '', node: 'repeat', turnNo: 2, variables: { said: 'Hello' } },
      preview: { texts: ['You said: Hello'], calls: [], step: { nodeId: 'repeat', next: 'ask' } },
    });
    expect(await getSession(ctx, { sessionId })).toEqual(before);
  });

  it('steps from node to node', async () => {
    const { sessionId } = await hold();
    const stepped = await continueSession(ctx, { sessionId, step: true });
    expect(stepped).toMatchObject({ status: 'running', nodeId: 'ask' });
    expect(await textsOf(sessionId)).toEqual(['Say something.', 'Hello', 'You said: Hello']);
    expect((await continueSession(ctx, { sessionId, step: true })).status).toBe('awaiting_input');
    expect((await say(sessionId, 'x')).session).toMatchObject({ status: 'running', nodeId: 'repeat' });
  });

  it('uses variables that a person has edited, and the audit log has their names', async () => {
    const { flowId, sessionId } = await hold();
    await editHeldVariables(ctx, { sessionId, set: { said: 'Goodbye' } });
    await continueSession(ctx, { sessionId });
    expect(await textsOf(sessionId)).toContain('You said: Goodbye');
    expect(await listAudit(sessionId)).toEqual([
      ...['session.held system', 'session.edited system', 'session.continued system'],
    ]);
    const { rows } = await testEnv.platform.db.pool.query(
      `SELECT after FROM audit_entries WHERE action = 'session.edited'`,
    );
    expect(rows).toEqual([{ after: { flow: '', node: 'repeat', variables: ['said'] } }]);
    clock.advance(200_000);
    expect(await fire()).toBe(0);
    expect(await verifySessions(ctx, flowId)).toEqual([null]);
  });

  it('is let go after its time, by any process, and held no more', async () => {
    const { sessionId, breakpointId } = await hold({ holdMs: 10_000 });
    clock.advance(9_999);
    expect(await fire()).toBe(0);
    clock.advance(1);
    const other = env.openOther();
    expect(await fire(other)).toBe(1);
    expect(await textsOf(sessionId)).toContain('You said: Hello');
    expect((await say(sessionId, 'x')).session.status).toBe('awaiting_input');
    const { items } = await listTurns(ctx, { sessionId, limit: 9 });
    expect(items.map(({ event }) => event)).toContainEqual({
      type: 'debug.released',
      at: clock.now(),
      reason: 'timeout',
    });
    const { rows } = await testEnv.platform.db.pool.query(
      `SELECT action, actor, name, before, after FROM audit_entries WHERE action = 'session.released'`,
    );
    const after = { flow: '', node: 'repeat', breakpoint: breakpointId, nth: 1, reason: 'timeout' };
    expect(rows).toEqual([
      { action: 'session.released', actor: 'system', name: 'repeat', before: null, after },
    ]);
  });

  it('is held while a person has it open, up to a limit', async () => {
    const { sessionId } = await hold({ holdMs: 10_000 });
    const since = clock.now();
    clock.advance(9_000);
    expect(await keepHold(ctx, { sessionId })).toEqual({ until: new Date(clock.now() + 10_000) });
    clock.advance(9_000);
    expect(await fire()).toBe(0);
    await testEnv.platform.db.pool.query('UPDATE timers SET due_at = $1', [new Date(since + MAX_HELD_MS)]);
    clock.advance(MAX_HELD_MS - 18_001);
    expect(await keepHold(ctx, { sessionId })).toEqual({ until: new Date(since + MAX_HELD_MS) });
    clock.advance(1);
    await expect(keepHold(ctx, { sessionId })).rejects.toMatchObject({
      problem: { code: 'session_not_held' },
    });
    expect(await fire()).toBe(1);
  });

  it('is let go when its breakpoint is removed', async () => {
    const { flowId, sessionId, breakpointId } = await hold();
    await removeBreakpoint(ctx, { flowId, breakpointId });
    expect(await fire()).toBe(1);
    expect(await textsOf(sessionId)).toContain('You said: Hello');
    const { items } = await listTurns(ctx, { sessionId, limit: 9 });
    expect(items.at(-1)?.event).toMatchObject({ type: 'debug.released', reason: 'removed' });
    expect(await listAudit(breakpointId)).toEqual(['breakpoint.set system', 'breakpoint.removed system']);
  });

  it('ends when it is ended, and nothing lets it go again', async () => {
    const { sessionId } = await hold();
    await endSession(ctx, { sessionId });
    expect(await listHeldSessions(ctx)).toEqual([]);
    clock.advance(200_000);
    expect(await fire()).toBe(0);
    await expect(continueSession(ctx, { sessionId })).rejects.toMatchObject({
      problem: { code: 'session_not_held' },
    });
  });

  it('is not held in a test session that continues from it', async () => {
    const { sessionId } = await hold();
    const { session } = await forkSession(ctx, { sessionId, turn: 2, version: 'recorded' });
    expect(session).toMatchObject({ status: 'awaiting_input', isTest: true });
    expect(await textsOf(session?.id ?? '')).toContain('You said: Hello');
    expect(await getSession(ctx, { sessionId })).toMatchObject({ status: 'running' });
  });

  it('loses nothing of its life while it is held', async () => {
    const { sessionId } = await hold();
    const expiresAt = (await getSession(ctx, { sessionId })).createdAt.getTime() + 3_600_000;
    clock.advance(60_000);
    await continueSession(ctx, { sessionId });
    expect(await getSession(ctx, { sessionId })).toMatchObject({ expiresAt: new Date(expiresAt + 60_000) });
  });

  it('stays on its version (held)', async () => {
    const { flowId, sessionId } = await hold();
    await publishNext(ctx, flowId, UNTIL_BYE);
    await expect(migrateSession(ctx, { sessionId })).rejects.toMatchObject({
      problem: { code: 'session_not_movable', details: { reason: 'held' } },
    });
  });

  it('is continued, ended and answered at once by two processes without a turn twice (turn/once)', async () => {
    const { flowId, sessionId, breakpointId } = await hold();
    const other = env.openOther();
    const tries = await Promise.allSettled([
      continueSession(ctx, { sessionId }),
      continueSession(other, { sessionId }),
      say(sessionId, 'Again', other),
      removeBreakpoint(ctx, { flowId, breakpointId }),
      editHeldVariables(other, { sessionId, set: { said: 'Edited' } }),
    ]);
    const failed = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.problem?.code] : []));
    expect(failed.every((code) => code === 'session_not_held')).toBe(true);
    await fire();
    const texts = await textsOf(sessionId);
    expect(texts.filter((text) => text.startsWith('You said'))).toHaveLength(2);
    expect(await getSession(ctx, { sessionId })).toMatchObject({ status: 'awaiting_input' });
    expect(await listHeldSessions(ctx)).toEqual([]);
    expect(await verifySessions(ctx, flowId)).toEqual([null]);
  });
});

describe('who may not debug', () => {
  it('neither sets breakpoints nor touches held sessions, and strangers find nothing', async () => {
    const { flowId, sessionId } = await hold();
    const scopes = ['sessions:read', 'sessions:write', 'flows:write'] as const;
    const actor = { type: 'apiKey', orgId: testEnv.orgId, keyId: 'k', scopes, channelId: null } as const;
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    for (const [by, code] of [
      [{ ...ctx, actor }, 'permission_denied'],
      [stranger, 'not_found'],
    ] as const) {
      for (const act of [
        () => setBreakpoint(by, { flowId, nodeId: 'repeat' }),
        () => continueSession(by, { sessionId }),
        () => releaseSession(by, { sessionId }),
        () => editHeldVariables(by, { sessionId, set: {} }),
        () => previewNode(by, { sessionId }),
        () => keepHold(by, { sessionId }),
      ])
        await expect(act()).rejects.toMatchObject({ problem: { code } });
    }
    expect(await listHeldSessions(stranger)).toEqual([]);
  });
});
