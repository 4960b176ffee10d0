import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pruneSessions } from '@/server/db/session/prune';
import { actIn, addOrganization } from '@/server/tools/test/platform';
import { advanceConversation } from '../inbox/advance-conversation';
import { handBack } from '../inbox/hand-back';
import { fireDueTimers } from '../session/effects/fire-due-timers';
import { endSession } from '../session/end-session';
import { callingFlow, ECHO, EVENTS, UNTIL_BYE, waitingFlow } from '../session/fixtures/flows';
import { getSession } from '../session/get-session';
import { listMaskedTurns } from '../session/list-masked-turns';
import { type Forks, openForks } from './fixtures/open-forks';
import { forkSession } from './fork-session';
import { getFork } from './get-fork';

const HOUR_MS = 3_600_000;

let forks: Forks;

beforeAll(async () => {
  forks = await openForks();
});
afterAll(() => forks.close());

describe('a fork on the recorded version', () => {
  it('fork/as-recorded: has the state and the words of the turn, and goes on', async () => {
    const { id } = await forks.begin(UNTIL_BYE);
    await forks.say(id, 'one');
    const state = await forks.stateOf(id);
    await forks.say(id, 'two');
    await forks.say(id, 'bye');
    const forked = await forks.fork({ sessionId: id, turn: 2 });
    expect(await forks.stateOf(forked)).toBe(state);
    const { pool } = forks.testEnv.platform.db;
    const seeds = await pool.query("SELECT state->>'seed' seed FROM sessions WHERE id = $1", [forked]);
    expect(seeds.rows).toEqual([{ seed: id }]);
    expect(await forks.wordsOf(forked)).toEqual(['< Say something.', '> one', '< Say something.']);
    const session = await getSession(forks.ctx, { sessionId: forked });
    expect(session).toMatchObject({ isTest: true, channel: 'fork', status: 'awaiting_input', turnNo: 2 });
    await forks.say(forked, 'bye');
    expect(await getSession(forks.ctx, { sessionId: forked })).toMatchObject({ status: 'completed' });
    expect(await getSession(forks.ctx, { sessionId: id })).toMatchObject({ turnNo: 4 });
    expect(await getFork(forks.ctx, { sessionId: forked })).toEqual({
      ...{ sessionId: id, turn: 2, version: 1, parting: null, call: null },
    });
  });

  it('replay/exact: is replayed itself, and continued itself', async () => {
    const { id } = await forks.begin(ECHO);
    await forks.say(id, 'one');
    const forked = await forks.fork({ sessionId: id, turn: 2 });
    await forks.say(forked, 'two');
    expect(await forks.verify(forked)).toMatchObject({ type: 'verified', mismatch: null, turns: 3 });
    const again = await forks.fork({ sessionId: forked, turn: 3 });
    expect(await forks.wordsOf(again)).toEqual(await forks.wordsOf(forked));
  });

  it('begins at the first turn and at the last one, of a session that goes on meanwhile', async () => {
    const { id } = await forks.begin(ECHO);
    await forks.say(id, 'one');
    const [first, last] = await Promise.all([
      forks.fork({ sessionId: id, turn: 1 }),
      forks.fork({ sessionId: id, turn: 2 }),
      forks.say(id, 'two'),
    ]);
    expect(await forks.wordsOf(first)).toEqual(['< Say something.']);
    expect(await forks.wordsOf(last)).toHaveLength(4);
  });

  it('is of a session that takes a turn after each statement that reads it', async () => {
    const { id } = await forks.begin(ECHO);
    const { pool } = forks.ctx.db;
    const query = pool.query.bind(pool) as (statement: unknown) => Promise<unknown>;
    const spy = vi.spyOn(pool, 'query').mockImplementation(async (statement: unknown) => {
      const result = await query(statement);
      const name = String(Reflect.get(Object(statement), 'name'));
      if (/^list_(recorded|stored)/.test(name)) await forks.say(id, 'one more');
      return result as never;
    });
    const forked = await forks.fork({ sessionId: id, turn: 1 }).finally(() => spy.mockRestore());
    expect(await forks.wordsOf(forked)).toEqual(['< Say something.']);
    expect((await forks.wordsOf(id)).length).toBeGreaterThan(1);
  });

  it.each([0, 3, 1.5, -1, Number.NaN])('refuses turn %s of two', async (turn) => {
    const { id } = await forks.begin(ECHO);
    await forks.say(id, 'one');
    await expect(forks.fork({ sessionId: id, turn })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is refused where the conversation is over, and goes on where it was ended from outside', async () => {
    const done = await forks.begin(UNTIL_BYE);
    await forks.say(done.id, 'bye');
    expect(await forkSession(forks.ctx, { sessionId: done.id, turn: 2, version: 'recorded' })).toEqual({
      session: null,
      stop: { reason: 'finished', turn: 2, status: 'completed', failure: null },
    });
    const ended = await forks.begin(ECHO);
    await endSession(forks.ctx, { sessionId: ended.id });
    const forked = await forks.fork({ sessionId: ended.id, turn: 2 });
    expect((await forks.say(forked, 'one')).messages[0]?.text).toBe('You said: one');
  });

  it('keeps the person in control, who hands back', async () => {
    const { id } = await forks.begin(ECHO);
    await advanceConversation(forks.ctx, id, [
      { event: { type: 'control.changed', at: forks.clock.now(), control: 'human' }, isKept: true },
    ]);
    const forked = await forks.fork({ sessionId: id, turn: 2 });
    expect(await getSession(forks.ctx, { sessionId: forked })).toMatchObject({
      control: 'human',
      waitingSince: null,
    });
    await handBack(forks.ctx, { sessionId: forked, outcome: 'success' });
    expect((await forks.say(forked, 'one')).messages[0]?.text).toBe('You said: one');
    expect(await getSession(forks.ctx, { sessionId: id })).toMatchObject({ control: 'human' });
  });

  it('waits as long for a timer as was left', async () => {
    const { id } = await forks.begin(waitingFlow(60), 0);
    forks.clock.advance(HOUR_MS / 2);
    const forked = await forks.fork({ sessionId: id, turn: 1 });
    await fireDueTimers(forks.testEnv.platform, { limit: 10 });
    expect(await forks.wordsOf(id)).toContain('< Time is over.');
    expect(await forks.wordsOf(forked)).toEqual([]);
    forks.clock.advance(60_000);
    await fireDueTimers(forks.testEnv.platform, { limit: 10 });
    expect(await forks.wordsOf(forked)).toContain('< Time is over.');
  });

  it('fork/nothing-happens: sends no event again, and none of its own', async () => {
    const { id } = await forks.begin(EVENTS, 0);
    const asking = ECHO.nodes.map((node) =>
      node.id === 'ask' ? { ...node, exits: { next: 'emit' } } : node,
    );
    const emit = { id: 'emit', kind: 'emit' as const, event: 'said', exits: { next: 'repeat' } };
    const other = await forks.begin({ ...ECHO, nodes: [...asking, emit] });
    const count = () => forks.testEnv.platform.db.prisma.domainEvent.count();
    const before = await count();
    await forks.fork({ sessionId: id, turn: 1 });
    await forks.say(await forks.fork({ sessionId: other.id, turn: 1 }), 'one');
    expect(await count()).toBe(before);
    await forks.say(other.id, 'one');
    expect(await count()).toBe(before + 1);
  });

  it('does not continue sessions of others, and needs both rights', async () => {
    const { id } = await forks.begin(ECHO);
    const orgId = await addOrganization(forks.testEnv.platform.db);
    const input = { sessionId: id, turn: 1, version: 'recorded' as const };
    await expect(forkSession(actIn(forks.testEnv.platform, orgId), input)).rejects.toMatchObject({
      code: 'not_found',
    });
    for (const scopes of [['flows:write'], ['sessions:read', 'flows:read']] as const) {
      const actor = {
        type: 'apiKey' as const,
        orgId: forks.testEnv.orgId,
        keyId: 'k',
        scopes,
        channelId: null,
      };
      const refused = forkSession(actIn(forks.testEnv.platform, forks.testEnv.orgId, actor), input);
      await expect(refused).rejects.toMatchObject({ code: 'permission_denied' });
    }
    await expect(getFork(forks.ctx, { sessionId: id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is deleted with the session that it continues, and so is its own fork', async () => {
    const { id } = await forks.begin(ECHO);
    const forked = await forks.fork({ sessionId: id, turn: 1 });
    const again = await forks.fork({ sessionId: forked, turn: 1 });
    const other = await forks.begin(ECHO);
    await endSession(forks.ctx, { sessionId: id });
    const { db } = forks.testEnv.platform;
    const before = new Date(forks.clock.now() + 1);
    await pruneSessions(db, { orgId: forks.testEnv.orgId, before, limit: 1_000 });
    const turns = await db.prisma.turn.count({ where: { sessionId: { in: [id, forked, again] } } });
    expect(turns).toBe(0);
    for (const sessionId of [id, forked, again])
      await expect(getSession(forks.ctx, { sessionId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await getSession(forks.ctx, { sessionId: other.id })).toMatchObject({ turnNo: 1 });
  });

  it('finds no session whose transcript is gone', async () => {
    const { id } = await forks.begin(ECHO);
    await forks.testEnv.platform.db.pool.query('DELETE FROM turns WHERE session_id = $1', [id]);
    await expect(forks.fork({ sessionId: id, turn: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a fork on the draft', () => {
  const FIRST = {
    id: 'hi',
    kind: 'message',
    messages: [{ type: 'text', text: 'Hi.' }],
    exits: { next: 'ask' },
  };

  it('runs the turns on the draft and names where it parts', async () => {
    const { id, flowId } = await forks.begin(ECHO);
    await forks.say(id, 'one');
    await forks.changeDraft(flowId, { ...ECHO, start: 'hi', nodes: [FIRST, ...ECHO.nodes] });
    const forked = await forks.fork({ sessionId: id, turn: 2, version: 'draft' });
    expect(await forks.wordsOf(forked)).toEqual(['< Hi.', ...(await forks.wordsOf(id))]);
    expect(await getFork(forks.ctx, { sessionId: forked })).toMatchObject({
      version: null,
      parting: { past: { turn: 1, node: 'ask' }, next: { turn: 1, node: 'hi' } },
    });
    expect(await forks.verify(forked)).toMatchObject({ mismatch: null });
  });

  it('stops at a call that nobody recorded, and takes a stand-in', async () => {
    const { id, flowId } = await forks.begin(ECHO);
    await forks.say(id, 'one');
    const call = { id: 'new', kind: 'http', method: 'GET', url: `${forks.server.url}/?token=secret` };
    const save = [{ variable: 'x', value: 'response.body.x' }];
    const node = { ...call, save, exits: { success: 'ask', failure: 'ask' } };
    await forks.changeDraft(flowId, { ...ECHO, start: 'new', nodes: [node, ...ECHO.nodes] });
    const input = { sessionId: id, turn: 2, version: 'draft' as const };
    const { stop } = await forkSession(forks.ctx, input);
    expect(stop).toMatchObject({ reason: 'needs_answer', turn: 1, node: 'new', method: 'GET' });
    expect(JSON.stringify(stop)).not.toContain('secret');
    const forked = await forks.fork({ ...input, standIns: { new: [{ body: { x: 7 } }] } });
    expect(await getSession(forks.ctx, { sessionId: forked })).toMatchObject({
      variables: { x: 7, said: 'one' },
    });
    const wrong = forkSession(forks.ctx, { ...input, standIns: { new: [{ code: 7 }] } });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('cannot say the credentials that readers see masked', async () => {
    const { id, flowId } = await forks.begin(callingFlow(forks.server.url));
    const flow = callingFlow(forks.server.url);
    const save = [{ variable: 'answer', value: 'response.body.token' }];
    const nodes = flow.nodes.map((node) => (node.id === 'call' ? { ...node, save } : node));
    await forks.changeDraft(flowId, { ...flow, nodes });
    const forked = await forks.fork({ sessionId: id, turn: 2, version: 'draft' });
    const turns = await listMaskedTurns(forks.ctx, { sessionId: forked, limit: 100 });
    const seen = JSON.stringify([
      await forks.wordsOf(forked),
      await getSession(forks.ctx, { sessionId: forked }),
      turns,
    ]);
    expect(seen).toContain('Got ••••••.');
    expect(seen).not.toContain('hidden-token');
  });

  it('is refused with errors, and for a version that there is not', async () => {
    const { id, flowId } = await forks.begin(ECHO);
    await forks.changeDraft(flowId, { ...ECHO, start: 'nowhere' });
    const input = { sessionId: id, turn: 1 };
    await expect(forkSession(forks.ctx, { ...input, version: 'draft' })).rejects.toMatchObject({
      code: 'flow_invalid',
    });
    await expect(forkSession(forks.ctx, { ...input, version: 7 })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await getFork(forks.ctx, { sessionId: await forks.fork({ ...input, version: 1 }) })).toMatchObject(
      {
        version: 1,
      },
    );
  });
});
