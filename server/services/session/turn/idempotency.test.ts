import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimIdempotencyRecord, findIdempotencyRecord } from '@/server/db/idempotency-record/store';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { actIn, addFlow, openTestEnv, type TestEnv, type TestFlow } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { callingFlow, ECHO, EVENTS, TRANSFER } from '../fixtures/flows';
import { getReply } from '../get-reply';
import { getSession } from '../get-session';
import { getReplyByKey } from '../reply/get-reply-by-key';
import { type Input, sendInput } from '../send-input';
import { startSession } from '../start-session';

let testEnv: TestEnv;
let ctx: ServiceContext;
let echo: TestFlow;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
});
afterAll(() => testEnv.close());

/** A request that has claimed its key, as the HTTP layer does before it calls a service. */
async function claim(key: string, platform = testEnv.platform): Promise<ServiceContext> {
  const now = new Date();
  const later = new Date(now.getTime() + 60_000);
  const hash = createHash('sha256').update(key).digest();
  await claimIdempotencyRecord(testEnv.platform.db, {
    orgId: testEnv.orgId,
    key,
    hash,
    caller: 'a caller',
    claimId: testEnv.platform.ids.uuid(now.getTime()),
    now,
    leaseUntil: later,
    expiresAt: later,
  });
  return { ...actIn(platform, testEnv.orgId), idempotencyKey: key };
}

const recordOf = (key: string) => findIdempotencyRecord(testEnv.platform.db, { orgId: testEnv.orgId, key });

describe('a request under an idempotency key', () => {
  it('marks the key in its commit, so its reply can be made again (turn/key-in-commit)', async () => {
    const started = await startSession(await claim('start'), { flowId: echo.flowId });
    const record = await recordOf('start');
    expect(record).toMatchObject({ status: 'applied', sessionId: started.session.id });
    const inputId = record?.inputId ?? '';
    expect(await getReply(ctx, { sessionId: started.session.id, inputId })).toEqual(started);

    const sessionId = started.session.id;
    const reply = await sendInput(await claim('send'), { sessionId, input: { type: 'text', text: 'hi' } });
    const sent = await recordOf('send');
    expect(sent).toMatchObject({ status: 'applied', sessionId: sessionId });
    await sendInput(ctx, { sessionId, input: { type: 'text', text: 'later' } });
    const resumed = await getReply(ctx, { sessionId, inputId: sent?.inputId ?? '' });
    expect(resumed.messages).toEqual(reply.messages);
    expect(resumed.session.turnNo).toBe(3);
  });

  it('takes effect once in two processes (turn/key-in-commit)', async () => {
    const { session } = await startSession(ctx, { flowId: echo.flowId });
    const mine = await claim('twice');
    const other = { ...actIn(testEnv.openPlatform(), testEnv.orgId), idempotencyKey: 'twice' };
    const input = { type: 'text' as const, text: 'once' };
    const replies = await Promise.all(
      [mine, other, mine, other].map((one) => sendInput(one, { sessionId: session.id, input })),
    );
    for (const reply of replies) expect(reply.messages).toEqual(replies[0]?.messages);
    expect(await getSession(ctx, { sessionId: session.id })).toMatchObject({ turnNo: 2, messageCount: 4 });
  });

  it('starts one session in two processes (turn/key-in-commit)', async () => {
    const mine = await claim('start twice');
    const other = { ...actIn(testEnv.openPlatform(), testEnv.orgId), idempotencyKey: 'start twice' };
    const replies = await Promise.all(
      [mine, other, mine, other].map((one) => startSession(one, { flowId: echo.flowId })),
    );
    expect(new Set(replies.map(({ session }) => session.id)).size).toBe(1);
    for (const reply of replies) expect(reply).toEqual(replies[0]);
  });

  it('waits for the commit of another request with its key (turn/key-in-commit)', async () => {
    const { session: first } = await startSession(ctx, { flowId: echo.flowId });
    const mine = await claim('overtaken');
    const other = await testEnv.platform.db.pool.connect();
    await other.query('BEGIN');
    await other.query(
      "UPDATE idempotency_records SET status = 'applied', session_id = $1, input_id = $2 WHERE key = 'overtaken'",
      [first.id, ctx.ids.uuid(Date.now())],
    );
    const reply = startSession(mine, { flowId: echo.flowId });
    await waitForLockWaits(testEnv.platform.db.pool);
    await other.query('COMMIT');
    other.release();
    expect((await reply).session.id).toBe(first.id);
  });

  it('does not mark the key when its input changes nothing', async () => {
    const { session } = await startSession(ctx, { flowId: echo.flowId });
    const input = { type: 'transferResult' as const, status: 'success' as const };
    await expect(sendInput(await claim('wrong'), { sessionId: session.id, input })).rejects.toMatchObject({
      code: 'wrong_input',
    });
    expect(await recordOf('wrong')).toMatchObject({ status: 'running', sessionId: null });
  });

  it('returns the same answer when the first request has ended the session', async () => {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, TRANSFER);
    const { session } = await startSession(ctx, { flowId });
    const keyed = await claim('the last');
    const last = { sessionId: session.id, input: { type: 'transferResult', status: 'hangup' } } as const;
    const reply = await sendInput(keyed, last);
    expect(reply.session.status).toBe('completed');
    expect(await sendInput(keyed, last)).toEqual(reply);
    await expect(sendInput(await claim('another'), last)).rejects.toMatchObject({ code: 'session_finished' });
  });

  it.each<[string, FlowDefinitionInput, Input, string[]]>([
    ['a text', ECHO, { type: 'text', text: 'hi' }, ['You said: hi', 'Say something.']],
    ['a transfer result', TRANSFER, { type: 'transferResult', status: 'success' }, ['It went well.', '']],
    ['an event', EVENTS, { type: 'event', name: 'order.paid', payload: { amount: 12 } }, ['Paid 12.', '']],
    [
      'a text with a call',
      callingFlow('http://127.0.0.1:9/'),
      { type: 'text', text: 'yes' },
      ['Sorry.', 'Again?'],
    ],
  ])('returns the same answer to a repeated request with %s', async (kind, flow, input, texts) => {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, flow);
    const { session } = await startSession(ctx, { flowId });
    const sessionId = session.id;
    const keyed = await claim(kind);
    const reply = await sendInput(keyed, { sessionId, input });
    expect(reply.messages.map(({ text }) => text)).toEqual(texts);
    expect(reply.settled).toBe(true);
    expect(await getReplyByKey(keyed, 5_000)).toEqual(reply);
  });
});
