import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn } from '@/server/tools/test/platform';
import { takeOverCalls } from '../session/effects/take-over-calls';
import { callingFlow, ECHO } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { answerCall } from './answer-call';
import { type Forks, openForks } from './fixtures/open-forks';
import { forkSession } from './fork-session';

const HALF_AN_HOUR_MS = 1_800_000;

let forks: Forks;

beforeAll(async () => {
  forks = await openForks();
});
afterAll(() => forks.close());

describe('the calls of a fork', () => {
  it('are answered from the record, each answer once, and then asked for (fork/asked-first)', async () => {
    const { id } = await forks.begin(callingFlow(forks.server.url));
    await forks.say(id, 'again');
    const { length } = forks.server.received;
    const forked = await forks.fork({ sessionId: id, turn: 2 });
    await forks.say(forked, 'other words');
    expect(await forks.wordsOf(forked)).toEqual(
      (await forks.wordsOf(id)).map((line) => line.replace('again', 'other words')),
    );
    await forks.say(forked, 'more', 0);
    await expect
      .poll(() => forks.callOf(forked))
      .toMatchObject({ node: 'call', isMade: false, isRecorded: false });
    expect(forks.server.received).toHaveLength(length);
  });

  it('are asked for with the name of their connection', async () => {
    const call = { id: 'call', kind: 'http' as const, method: 'GET' as const, connection: 'crm' };
    const nodes = [
      ...ECHO.nodes.map((node) => (node.id === 'ask' ? { ...node, exits: { next: 'call' } } : node)),
      { ...call, url: '/orders?token=secret', exits: { success: 'ask', failure: 'ask' } },
    ];
    const { id } = await forks.begin({ ...ECHO, nodes } as typeof ECHO);
    const forked = await forks.fork({ sessionId: id, turn: 1 });
    await forks.say(forked, 'x', 0);
    await expect.poll(() => forks.callOf(forked)).toMatchObject({ url: 'crm /orders?token=••••••' });
  });

  it('are held from every process, also from one that stops', async () => {
    const { id } = await forks.begin(callingFlow(forks.server.url));
    const other = forks.testEnv.openPlatform();
    const forked = (
      await forkSession(actIn(other, forks.testEnv.orgId), { sessionId: id, turn: 2, version: 'recorded' })
    ).session?.id;
    if (forked === undefined) throw new Error('no fork');
    const { length } = forks.server.received;
    await sendInput(actIn(other, forks.testEnv.orgId), {
      ...{ sessionId: forked, input: { type: 'text', text: 'x' }, waitMs: 0 },
    });
    await other.sessions.close(0);
    forks.clock.advance(HALF_AN_HOUR_MS);
    await takeOverCalls(forks.testEnv.platform, { limit: 10 });
    expect(forks.server.received).toHaveLength(length);
    expect(await forks.callOf(forked)).toMatchObject({ isMade: false });
  });

  it('are answered by their author, with a failure, too', async () => {
    const { id } = await forks.begin(callingFlow(forks.server.url));
    const forked = await forks.fork({ sessionId: id, turn: 2 });
    for (const [answer, words] of [
      [{ type: 'typed', status: 200, body: { text: 'typed' } }, '< Got typed.'],
      [{ type: 'typed', status: 503, body: { why: ' so' } }, '< Sorry so.'],
    ] as const) {
      await forks.say(forked, 'x', 0);
      const call = await forks.callOf(forked);
      const key = call?.key ?? '';
      await answerCall(forks.ctx, { sessionId: forked, key, answer });
      expect((await forks.wordsOf(forked)).at(-2)).toBe(words);
      const again = answerCall(forks.ctx, { sessionId: forked, key, answer });
      await expect(again).rejects.toMatchObject({ code: 'precondition_failed' });
    }
    const key = '1:0';
    for (const answer of [
      { type: 'typed', status: 1 },
      { type: 'typed', state: 200 },
      { type: 'other' },
      null,
      'text',
    ])
      await expect(answerCall(forks.ctx, { sessionId: forked, key, answer })).rejects.toMatchObject({
        code: 'invalid_request',
      });
    await forks.say(forked, 'x', 0);
    const none = answerCall(forks.ctx, {
      ...{ sessionId: forked, key: (await forks.callOf(forked))?.key ?? '', answer: { type: 'recorded' } },
    });
    await expect(none).rejects.toMatchObject({ code: 'precondition_failed' });
  });

  it('are made once if their author says so twice', async () => {
    const { id } = await forks.begin(callingFlow(forks.server.url));
    const forked = await forks.fork({ sessionId: id, turn: 2 });
    await forks.say(forked, 'x', 0);
    const { length } = forks.server.received;
    const key = (await forks.callOf(forked))?.key ?? '';
    const asked = await Promise.allSettled(
      [1, 2].map(() => answerCall(forks.ctx, { sessionId: forked, key, answer: { type: 'real' } })),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect.poll(() => forks.wordsOf(forked)).toContain(`< Got answer ${length + 1}.`);
    expect(forks.server.received).toHaveLength(length + 1);
  });

  it('that are open at the turn are answered from the record', async () => {
    const { id } = await forks.begin(callingFlow(forks.server.url));
    const forked = await forks.fork({ sessionId: id, turn: 1 });
    await expect.poll(() => forks.wordsOf(forked)).toEqual(await forks.wordsOf(id));
  });
});
