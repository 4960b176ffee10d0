import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionRow } from '@/server/db/session/row';
import { NO_EXTRAS } from '@/server/db/turn/turn-commit';
import { initialState } from '@/server/engine/run';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { statementsOf } from '@/server/tools/test/statements-of';
import type { ServiceContext } from '../../context';
import { changeVariables } from '../change-variables';
import { endSession } from '../end-session';
import { ECHO } from '../fixtures/flows';
import { getSession } from '../get-session';
import { sendInput } from '../send-input';
import { startSession } from '../start-session';
import { createSessionCache } from './session-cache';

const HOUR = 3_600_000;
const READ_AND_COMMIT = ['find_session', 'commit_turn'];

describe('a session that this process has committed', () => {
  let testEnv: TestEnv;
  let clock: ManualClock;
  let here: ServiceContext;
  let there: ServiceContext;
  let sessionId: string;

  beforeEach(async () => {
    clock = createManualClock();
    testEnv = await openTestEnv({ clock });
    here = actIn(testEnv.platform, testEnv.orgId);
    there = actIn(testEnv.openPlatform({ clock }), testEnv.orgId);
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    sessionId = (await startSession(here, { flowId, expiresAfterMs: HOUR })).session.id;
    await say(here, 'one');
  });
  afterEach(() => testEnv.close());

  const say = (ctx: ServiceContext, text: string) =>
    sendInput(ctx, { sessionId, input: { type: 'text', text } });

  it('takes its next turn without a read', async () => {
    expect(await statementsOf(here.db.pool, () => say(here, 'two'))).toEqual(['commit_turn']);
    expect(await getSession(here, { sessionId })).toMatchObject({ turnNo: 3, variables: { said: 'two' } });
  });

  it('is read again after a turn of another process (cache/decides-nothing)', async () => {
    await say(there, 'two');
    const asked = await statementsOf(here.db.pool, async () => {
      expect((await say(here, 'three')).session).toMatchObject({ turnNo: 4, messageCount: 10 });
    });
    expect(asked).toEqual(['commit_turn', ...READ_AND_COMMIT]);
  });

  it('has the variables that another process has set (cache/decides-nothing)', async () => {
    await changeVariables(there, { sessionId, set: { said: 'set' } });
    await say(here, 'two');
    expect(await getSession(here, { sessionId })).toMatchObject({ turnNo: 4, variables: { said: 'two' } });
  });

  it('takes no input after another process has ended it (cache/decides-nothing)', async () => {
    await endSession(there, { sessionId });
    await expect(say(here, 'two')).rejects.toMatchObject({ code: 'session_finished' });
    expect(await getSession(here, { sessionId })).toMatchObject({ status: 'ended', turnNo: 3 });
  });

  it('expires at its time (cache/decides-nothing)', async () => {
    clock.advance(HOUR);
    await expect(say(here, 'two')).rejects.toMatchObject({ code: 'session_expired' });
  });

  it('is not found by another organization (cache/decides-nothing)', async () => {
    const stranger = actIn(testEnv.platform, testEnv.platform.ids.uuid(clock.now()));
    await expect(say(stranger, 'two')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is read first while other processes take most turns (cache/only-while-it-helps)', async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      await say(there, 'there');
      await say(here, 'here');
    }
    await say(there, 'there');
    expect(await statementsOf(here.db.pool, () => say(here, 'here'))).toEqual(READ_AND_COMMIT);
    for (let turn = 0; turn < 40; turn += 1) await say(here, 'alone');
    expect(await statementsOf(here.db.pool, () => say(here, 'alone'))).toEqual(['commit_turn']);
  });
});

describe('the session cache', () => {
  const cache = createSessionCache();
  const row = {
    orgId: 'org',
    id: 'session',
    turnNo: 1,
    finishedAt: null,
    metadata: {},
    state: { seed: 'given' },
  };
  const session = row as unknown as SessionRow;
  const get = (sessionId: string) => cache.get({ orgId: 'org', sessionId });

  it('returns the state as it was stored (cache/as-read)', () => {
    cache.set({ session, stateText: '{"turn":7,"frames":[],"wait":null}', extras: null });
    const state = { ...initialState('session'), status: 'awaiting_input', turn: 7 };
    expect(get('session')).toEqual({ ...session, state });
  });

  it('holds no session that is finished, long or needed the full statement (cache/bounded)', () => {
    const stateText = '{"frames":[]}';
    cache.set({ session, stateText, extras: NO_EXTRAS });
    expect(get('session')).toBeNull();
    cache.set({ session: { ...session, finishedAt: new Date() }, stateText, extras: null });
    expect(get('session')).toBeNull();
    cache.set({ session, stateText: JSON.stringify('x'.repeat(8_192)), extras: null });
    expect(get('session')).toBeNull();
    cache.set({ session: { ...session, metadata: { long: 'x'.repeat(1_024) } }, stateText, extras: null });
    expect(get('session')).toBeNull();
  });

  it('holds the 5,000 sessions that were committed last (cache/bounded)', () => {
    for (let n = 0; n <= 5_000; n += 1) {
      cache.set({ session: { ...session, id: `${n}` }, stateText: '{"frames":[]}', extras: null });
    }
    expect([get('0'), get('1')?.id, get('5000')?.id]).toEqual([null, '1', '5000']);
  });
});
