import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isDomainError } from '@/server/shared/errors';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { changeVariables } from '../session/change-variables';
import { fireDueTimers } from '../session/effects/fire-due-timers';
import { endSession } from '../session/end-session';
import { ECHO, TWICE, waitingFlow } from '../session/fixtures/flows';
import { getSession } from '../session/get-session';
import { listMessages } from '../session/list-messages';
import { listTurns } from '../session/list-turns';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { advanceSession } from '../session/turn/advance-session';
import { writeMove } from './commit-move';
import { addFirst, publishNext, retell, verifySessions } from './fixtures/versions';
import { migrateSession } from './migrate-session';
import { tryToMove } from './move-session';
import { planMove } from './plan-move';
import { readTarget } from './read-target';

let testEnv: TestEnv;
let clock: ManualClock;
let one: ServiceContext;
let other: ServiceContext;

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  one = actIn(testEnv.platform, testEnv.orgId);
  other = actIn(testEnv.openPlatform({ clock }), testEnv.orgId);
});
afterEach(() => testEnv.close());

const ROUNDS = 8;

/** Starts sessions on the first of two versions. */
async function begin(first: typeof ECHO, next: typeof ECHO): Promise<{ flowId: string; ids: string[] }> {
  const flowId = await addFirst(testEnv, first);
  const ids: string[] = [];
  for (let count = 0; count < ROUNDS; count += 1)
    ids.push((await startSession(one, { flowId, waitMs: 0 })).session.id);
  await publishNext(one, flowId, next);
  return { flowId, ids };
}

/** Moves a session; returns the reason if it stays. */
async function move(ctx: ServiceContext, sessionId: string): Promise<string> {
  try {
    await migrateSession(ctx, { sessionId });
    return 'moved';
  } catch (error) {
    if (isDomainError(error) && error.problem.code === 'session_not_movable')
      return error.problem.details.reason;
    throw error;
  }
}

/** Expects turns without a gap, at most one of which moved the session, and an exact replay of every session. */
async function expectWhole(flowId: string, ids: readonly string[]): Promise<void> {
  for (const sessionId of ids) {
    const { items } = await listTurns(one, { sessionId, limit: 99 });
    expect(items.map(({ no }) => no)).toEqual(items.map((_, index) => index + 1));
    const moves = items.filter(({ event }) => Reflect.get(Object(event), 'type') === 'version.changed');
    expect(moves.length).toBeLessThanOrEqual(1);
  }
  expect(await verifySessions(one, flowId)).toEqual(ids.map(() => null));
}

const say = (ctx: ServiceContext, sessionId: string, text: string) =>
  sendInput(ctx, { sessionId, input: { type: 'text', text } });

describe('a move to another version and, at the same time (move/once)', () => {
  it('messages of two processes: each is answered once', async () => {
    const { flowId, ids } = await begin(ECHO, { ...ECHO, locale: 'en-GB' });
    const results = await Promise.all(
      ids.map(async (id) => {
        const sends = [say(one, id, 'a'), say(other, id, 'b'), say(one, id, 'c')];
        const moved = await move(other, id);
        await Promise.all(sends);
        return moved;
      }),
    );
    expect(new Set(results)).toEqual(new Set(['moved']));
    for (const sessionId of ids) {
      const { items } = await listMessages(one, { sessionId, limit: 99 });
      const answers = items.filter(({ text }) => text.startsWith('You said')).map(({ text }) => text);
      expect(answers.toSorted()).toEqual(['You said: a', 'You said: b', 'You said: c']);
    }
    await expectWhole(flowId, ids);
  });

  it('a message that the new version would answer otherwise: the words are those of one of them', async () => {
    const { flowId, ids } = await begin(TWICE, retell(TWICE, 'second', 'And then?'));
    const results = await Promise.all(
      ids.map(async (id, index) => {
        const [reply, moved] = await Promise.all([say(index % 2 ? one : other, id, 'x'), move(one, id)]);
        return `${moved}: ${reply.messages.map(({ text }) => text).join()}`;
      }),
    );
    const allowed = ['moved: And then?', 'other_words: Second?'];
    expect(results.filter((result) => !allowed.includes(result))).toEqual([]);
    await expectWhole(flowId, ids);
  });

  it('a timer: it fires once', async () => {
    const { flowId, ids } = await begin(waitingFlow(60), retell(waitingFlow(60), 'tell', 'It is time.'));
    clock.advance(60_000);
    const fired = Promise.all([
      fireDueTimers(testEnv.platform, { limit: 99 }),
      fireDueTimers(other, { limit: 99 }),
    ]);
    const results = await Promise.all(ids.map((id, index) => move(index % 2 ? one : other, id)));
    await fired;
    await fireDueTimers(testEnv.platform, { limit: 99 });
    expect(results.filter((result) => result !== 'moved' && result !== 'finished')).toEqual([]);
    for (const [index, sessionId] of ids.entries()) {
      expect(await getSession(one, { sessionId })).toMatchObject({ status: 'completed' });
      const { items } = await listMessages(one, { sessionId, limit: 9 });
      expect(items[0]?.text).toBe(results[index] === 'moved' ? 'It is time.' : 'Time is over.');
    }
    await expectWhole(flowId, ids);
  });

  it('a person who takes over: they have control afterwards', async () => {
    const { flowId, ids } = await begin(ECHO, { ...ECHO, locale: 'en-GB' });
    const event = { type: 'control.changed' as const, at: clock.now(), control: 'human' as const };
    const results = await Promise.all(
      ids.map(async (sessionId) => {
        const take = advanceSession(other, { orgId: testEnv.orgId, sessionId, steps: [{ event }] });
        const moved = await move(one, sessionId);
        await take;
        return moved;
      }),
    );
    expect(new Set(results)).toEqual(new Set(['moved']));
    for (const sessionId of ids) expect((await getSession(one, { sessionId })).control).toBe('human');
    await expectWhole(flowId, ids);
  });

  it('its end and changes of variables: it has ended', async () => {
    const { flowId, ids } = await begin(ECHO, { ...ECHO, locale: 'en-GB' });
    const results = await Promise.all(
      ids.map(async (sessionId) => {
        const set = changeVariables(one, { sessionId, set: { said: 'set' } }).catch(() => undefined);
        const [moved] = await Promise.all([move(one, sessionId), endSession(other, { sessionId }), set]);
        return moved;
      }),
    );
    expect(results.filter((result) => result !== 'moved' && result !== 'finished')).toEqual([]);
    for (const sessionId of ids) expect((await getSession(one, { sessionId })).status).toBe('ended');
    await expectWhole(flowId, ids);
  });

  it('another move before its turns were read: it is refused', async () => {
    const { flowId, ids } = await begin(ECHO, { ...ECHO, locale: 'en-GB' });
    const [sessionId = ''] = ids;
    const { orgId } = testEnv;
    const target = await readTarget(one, { orgId, flowId, number: undefined });
    let moves = 0;
    const result = await tryToMove(one, {
      ...{ orgId, sessionId, target },
      commit: async () => {
        moves += 1;
        await migrateSession(other, { sessionId });
        const late = await planMove(one, { orgId, sessionId, turnNo: 2, target });
        if (!late.moved) throw new Error('The session that was moved could not be planned again.');
        return withChange(one, async (tx) => ({
          result: await writeMove(tx, one, { orgId, plan: late, to: target.version }),
          change: null,
        }));
      },
    });
    expect([moves, result]).toMatchObject([1, { moved: false, reason: 'same_version' }]);
    await expectWhole(flowId, ids);
  });

  it('another move in another process: one of them moves it', async () => {
    const { flowId, ids } = await begin(ECHO, { ...ECHO, locale: 'en-GB' });
    const results = await Promise.all(ids.map((id) => Promise.all([move(one, id), move(other, id)])));
    for (const pair of results) expect(pair.toSorted()).toEqual(['moved', 'same_version']);
    await expectWhole(flowId, ids);
  });
});
