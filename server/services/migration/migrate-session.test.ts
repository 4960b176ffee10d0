import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { makeSessionTest } from '../flow/test/make-session-test';
import { getRecording } from '../replay/get-recording';
import { fireDueTimers } from '../session/effects/fire-due-timers';
import { endSession } from '../session/end-session';
import { callingFlow, type ECHO, EVENTS, TWICE, waitingFlow } from '../session/fixtures/flows';
import { getSession } from '../session/get-session';
import { listEvents } from '../session/list-events';
import { listTurns } from '../session/list-turns';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { addFirst, publishNext, retell, verifySessions } from './fixtures/versions';
import { migrateSession } from './migrate-session';

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterEach(() => testEnv.close());

const say = async (sessionId: string, text: string) => {
  clock.advance(1_000);
  const { messages } = await sendInput(ctx, { sessionId, input: { type: 'text', text } });
  return messages.map((message) => message.text);
};

async function begin(definition: typeof ECHO, waitMs = 5_000) {
  const flowId = await addFirst(testEnv, definition);
  const { session } = await startSession(ctx, { flowId, waitMs });
  return { flowId, sessionId: session.id };
}

const SECOND = retell(TWICE, 'second', 'And then?');

describe('migrateSession', () => {
  it('moves a session, which goes on on the published version and replays exactly (replay/exact)', async () => {
    const { flowId, sessionId } = await begin(TWICE);
    await publishNext(ctx, flowId, SECOND);
    const before = await getSession(ctx, { sessionId });
    const moved = await migrateSession(ctx, { sessionId });
    expect(moved).toMatchObject({ sessionId, from: { number: 1 }, to: { number: 2 }, turns: 1, turnNo: 2 });
    const after = await getSession(ctx, { sessionId });
    expect(after).toEqual({ ...before, versionId: moved.to.id, turnNo: 2 });
    expect(await say(sessionId, 'x')).toEqual(['And then?']);
    await say(sessionId, 'y');
    expect(await verifySessions(ctx, flowId)).toEqual([null]);
  });

  it('adds a turn that says so, and nothing that callers see (move/unseen, events/version-then)', async () => {
    const { flowId, sessionId } = await begin(TWICE);
    const events = await listEvents(ctx, { sessionId, limit: 99 });
    await publishNext(ctx, flowId, SECOND);
    const { from, to } = await migrateSession(ctx, { sessionId });
    const { items } = await listTurns(ctx, { sessionId, limit: 9 });
    expect(items[1]?.event).toEqual({ type: 'version.changed', at: clock.now(), from, to, turns: 1 });
    expect(items[1]).toMatchObject({
      status: 'awaiting_input',
      trace: { steps: [{ note: 'Version 1 → 2: 1 turn replayed, no word differs.' }] },
    });
    expect(await listEvents(ctx, { sessionId, limit: 99 })).toEqual(events);
  });

  it('writes who moved it into the audit log', async () => {
    const { flowId, sessionId } = await begin(TWICE);
    await publishNext(ctx, flowId, SECOND);
    const { from, to } = await migrateSession(ctx, { sessionId });
    const { rows } = await testEnv.platform.db.pool.query(
      `SELECT actor, before, after FROM audit_entries WHERE action = 'session.moved' AND thing_id = $1`,
      [sessionId],
    );
    expect(rows).toEqual([{ actor: 'system', before: { version: from }, after: { version: to } }]);
  });

  it('moves back and again, and replays all of it', async () => {
    const { flowId, sessionId } = await begin(TWICE);
    await publishNext(ctx, flowId, SECOND);
    await migrateSession(ctx, { sessionId });
    await migrateSession(ctx, { sessionId, version: 1 });
    expect(await say(sessionId, 'x')).toEqual(['Second?']);
    const { flow, flows, turns } = await getRecording(ctx, { sessionId });
    expect([flows[flow]?.version, Object.keys(flows).length, turns.length]).toEqual([1, 2, 4]);
    await expect(migrateSession(ctx, { sessionId })).rejects.toMatchObject({
      problem: { code: 'session_not_movable', details: { reason: 'other_words', turn: 4, node: 'second' } },
    });
    expect(await verifySessions(ctx, flowId)).toEqual([null]);
  });

  it('leaves a session that becomes a test of the version that it runs now', async () => {
    const { flowId, sessionId } = await begin(TWICE);
    await publishNext(ctx, flowId, SECOND);
    await migrateSession(ctx, { sessionId });
    await say(sessionId, 'x');
    await say(sessionId, 'y');
    const { test, difference } = await makeSessionTest(ctx, { sessionId });
    expect(difference).toBeNull();
    expect(test.steps.map(({ expect: expected }) => expected?.messages)).toEqual([['And then?'], []]);
  });

  it('keeps the timer of a session with its time', async () => {
    const { flowId, sessionId } = await begin(waitingFlow(60), 0);
    await publishNext(ctx, flowId, retell(waitingFlow(90), 'tell', 'It is time.'));
    clock.advance(10_000);
    await migrateSession(ctx, { sessionId });
    clock.advance(49_999);
    expect(await fireDueTimers(testEnv.platform, { limit: 9 })).toBe(0);
    clock.advance(1);
    expect(await fireDueTimers(testEnv.platform, { limit: 9 })).toBe(1);
    expect(await getSession(ctx, { sessionId })).toMatchObject({ status: 'completed', messageCount: 2 });
    expect(await verifySessions(ctx, flowId)).toEqual([null]);
  });

  it('keeps an event that a session waits for', async () => {
    const { flowId, sessionId } = await begin(EVENTS);
    await publishNext(ctx, flowId, retell(EVENTS, 'tell', 'Thank you for {{ paid.amount }}.'));
    await migrateSession(ctx, { sessionId });
    const input = { type: 'event' as const, name: 'order.paid', payload: { amount: 5 } };
    const { messages } = await sendInput(ctx, { sessionId, input });
    expect(messages.map(({ text }) => text)).toContain('Thank you for 5.');
  });
});

describe('a session stays', () => {
  const refusal = (reason: string) => ({ problem: { code: 'session_not_movable', details: { reason } } });

  it.each([
    ['same_version', async (_flowId: string) => undefined],
    ['other_words', (flowId: string) => publishNext(ctx, flowId, retell(TWICE, 'first', 'Which?'))],
  ])('for the reason %s', async (reason, publish) => {
    const { flowId, sessionId } = await begin(TWICE);
    await publish(flowId);
    await expect(migrateSession(ctx, { sessionId })).rejects.toMatchObject(refusal(reason));
    expect(await getSession(ctx, { sessionId })).toMatchObject({ turnNo: 1 });
  });

  it('if it has ended, lacks its transcript or has a state that its record does not give', async () => {
    const { flowId, sessionId } = await begin(TWICE);
    const { session: purged } = await startSession(ctx, { flowId });
    const { session: other } = await startSession(ctx, { flowId });
    await publishNext(ctx, flowId, SECOND);
    await endSession(ctx, { sessionId });
    await expect(migrateSession(ctx, { sessionId })).rejects.toMatchObject(refusal('finished'));
    const { pool } = testEnv.platform.db;
    await pool.query('DELETE FROM turns WHERE session_id = $1', [purged.id]);
    await expect(migrateSession(ctx, { sessionId: purged.id })).rejects.toMatchObject(
      refusal('no_transcript'),
    );
    await pool.query(`UPDATE turns SET messages = NULL WHERE session_id = $1`, [other.id]);
    await expect(migrateSession(ctx, { sessionId: other.id })).rejects.toMatchObject(
      refusal('not_reproducible'),
    );
  });

  it('for who may not read transcripts or publish, for strangers and without a version', async () => {
    const { flowId, sessionId } = await begin(TWICE);
    await publishNext(ctx, flowId, SECOND);
    for (const scope of ['sessions:read', 'flows:write'] as const) {
      const actor = {
        type: 'apiKey',
        orgId: testEnv.orgId,
        keyId: 'k',
        scopes: [scope],
        channelId: null,
      } as const;
      await expect(migrateSession({ ...ctx, actor }, { sessionId })).rejects.toMatchObject({
        code: 'permission_denied',
      });
    }
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await expect(migrateSession(stranger, { sessionId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(migrateSession(ctx, { sessionId, version: 9 })).rejects.toMatchObject({ code: 'not_found' });
    expect(await getSession(ctx, { sessionId })).toMatchObject({ turnNo: 1 });
  });
});

describe('a call that is under way', () => {
  let server: TestHttpServer;
  let release = (): void => undefined;
  let asked: Promise<void>;

  beforeEach(async () => {
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let ask = (): void => undefined;
    asked = new Promise((resolve) => {
      ask = resolve;
    });
    server = await openTestHttpServer(async (_, response) => {
      ask();
      await released;
      sendJson(response, 200, { text: 'A' });
    });
  });
  afterEach(() => server.close());

  it('answers the session on its new version (migrate/keys-kept)', async () => {
    const first = callingFlow(server.url);
    const flowId = await addFirst(testEnv, first);
    const reply = startSession(ctx, { flowId, waitMs: 10_000 });
    await asked;
    await publishNext(ctx, flowId, retell(first, 'tell', 'Received {{ answer }}.'));
    const session = await testEnv.platform.db.prisma.session.findFirstOrThrow();
    expect(await migrateSession(ctx, { sessionId: session.id })).toMatchObject({ turns: 1 });
    release();
    expect((await reply).messages.map(({ text }) => text)).toEqual(['Received A.', 'Again?']);
    expect(await verifySessions(ctx, flowId)).toEqual([null]);
  });
});
