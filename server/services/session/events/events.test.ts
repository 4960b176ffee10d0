import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actIn, addFlow, openTestEnv, type TestEnv, type TestFlow } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { changeVariables } from '../change-variables';
import { endSession } from '../end-session';
import { ECHO, EVENTS } from '../fixtures/flows';
import { listEvents } from '../list-events';
import { sendInput } from '../send-input';
import { startSession } from '../start-session';
import type { SessionEvent } from '../view';
import { watchEvents } from '../watch-events';

let testEnv: TestEnv;
let ctx: ServiceContext;
let elsewhere: ServiceContext;
let echo: TestFlow;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  elsewhere = actIn(testEnv.openPlatform(), testEnv.orgId);
  echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
});
afterAll(() => testEnv.close());

const begin = async () => (await startSession(ctx, { flowId: echo.flowId })).session.id;
const say = (sessionId: string, text: string) => sendInput(ctx, { sessionId, input: { type: 'text', text } });

/** Collects the events of a watch until `enough` returns true or the stream ends. */
async function collect(
  who: ServiceContext,
  input: { sessionId: string; after?: string },
  enough: (events: SessionEvent[]) => boolean = () => false,
): Promise<SessionEvent[]> {
  const stop = new AbortController();
  const events: SessionEvent[] = [];
  for await (const event of watchEvents(who, { ...input, signal: stop.signal })) {
    if (event.type === 'reply.partial') continue;
    events.push(event);
    if (enough(events)) stop.abort();
    if (stop.signal.aborted) break;
  }
  return events;
}

async function readAll(sessionId: string, limit: number): Promise<SessionEvent[]> {
  const all: SessionEvent[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const { events, more } = await listEvents(ctx, {
      sessionId,
      limit,
      ...(after !== undefined && { after }),
    });
    all.push(...events);
    if (!more) return all;
  }
}

describe('listEvents', () => {
  it('skips turns without events, however small the page', async () => {
    const sessionId = await begin();
    for (let turn = 0; turn < 4; turn += 1) await changeVariables(ctx, { sessionId, set: { kept: 1 } });
    await say(sessionId, 'hello');
    const all = await readAll(sessionId, 100);
    expect(all.at(-1)?.id).toMatch(/^6-/);
    expect(await readAll(sessionId, 1)).toEqual(all);
  });

  it('lists the events of a turn in order (events/order)', async () => {
    const sessionId = await begin();
    await say(sessionId, 'hi');
    await changeVariables(ctx, { sessionId, set: { vip: true } });
    await endSession(ctx, { sessionId });
    const events = await readAll(sessionId, 100);
    expect(events.map(({ id, type }) => `${id} ${type}`)).toEqual([
      '1-0 session.started',
      '1-1 message.sent',
      '1-2 status.changed',
      '2-0 message.received',
      '2-1 message.sent',
      '2-2 message.sent',
      '2-3 variables.changed',
      '3-0 variables.changed',
      '4-0 status.changed',
    ]);
    expect(events[6]).toMatchObject({ data: { set: { said: 'hi' } } });
    expect(events[7]).toMatchObject({ data: { set: { vip: true } } });
    expect(events[8]).toMatchObject({ data: { status: 'ended' } });
  });

  it('lists the events that a flow emits', async () => {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, EVENTS);
    const { session } = await startSession(ctx, { flowId });
    expect(await readAll(session.id, 100)).toMatchObject([
      { type: 'session.started', data: { flowId } },
      { type: 'event.emitted', data: { name: 'order.placed', payload: { id: 7 } } },
      { type: 'status.changed', data: { status: 'awaiting_event' } },
    ]);
  });

  it('returns the same events for every page size (events/stable-ids)', async () => {
    const sessionId = await begin();
    for (const text of ['a', 'b', 'c', 'd']) await say(sessionId, text);
    const all = await readAll(sessionId, 100);
    for (const limit of [1, 2, 3, 5, 7]) expect(await readAll(sessionId, limit)).toEqual(all);
    expect(await listEvents(ctx, { sessionId, after: all.at(-1)?.id, limit: 5 })).toEqual({
      events: [],
      more: false,
    });
  });

  it('says that there is more until the last event is read', async () => {
    const sessionId = await begin();
    await say(sessionId, 'a');
    const all = await readAll(sessionId, 100);
    const sizes = [all.length - 1, all.length, all.length + 1];
    const pages = await Promise.all(sizes.map((limit) => listEvents(ctx, { sessionId, limit })));
    expect(pages.map(({ events, more }) => [events.length, more])).toEqual([
      [all.length - 1, true],
      [all.length, false],
      [all.length, false],
    ]);
  });

  it('rejects a malformed event id', async () => {
    await expect(listEvents(ctx, { sessionId: await begin(), after: 'x', limit: 5 })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});

describe('watchEvents', () => {
  it('yields events as they happen in any process, and ends with the session', async () => {
    const sessionId = await begin();
    const watches = [collect(ctx, { sessionId }), collect(elsewhere, { sessionId })];
    for (const text of ['a', 'b', 'c']) await say(sessionId, text);
    await endSession(ctx, { sessionId });
    const all = await readAll(sessionId, 100);
    for (const events of await Promise.all(watches)) expect(events).toEqual(all);
    // Less than the interval at which a watch polls.
  }, 12_000);

  it('continues once from within the last turn', async () => {
    const sessionId = await begin();
    await say(sessionId, 'a');
    const watch = collect(ctx, { sessionId, after: '2-1' });
    await say(sessionId, 'b');
    await endSession(ctx, { sessionId });
    const all = await readAll(sessionId, 100);
    expect(await watch).toEqual(all.slice(all.findIndex(({ id }) => id === '2-1') + 1));
  });

  it('neither loses nor repeats events when resumed after any of them (events/stable-ids)', async () => {
    const sessionId = await begin();
    const talk = (async () => {
      for (let n = 0; n < 20; n += 1) await say(sessionId, `${n}`);
      await endSession(ctx, { sessionId });
    })();
    const all: SessionEvent[] = [];
    while (all.at(-1)?.type !== 'status.changed' || all.length < 10) {
      const after = all.at(-1)?.id;
      const who = all.length % 2 === 0 ? ctx : elsewhere;
      all.push(
        ...(await collect(
          who,
          { sessionId, ...(after !== undefined && { after }) },
          (events) => events.length >= 7,
        )),
      );
    }
    await talk;
    expect(all).toEqual(await readAll(sessionId, 100));
  });

  it('reads only the new turns and their messages', async () => {
    const sessionId = await begin();
    const stop = new AbortController();
    const watch = watchEvents(ctx, { sessionId, signal: stop.signal });
    const readTurn = async (text: string) => {
      await sendInput(elsewhere, { sessionId, input: { type: 'text', text } });
      for (;;) {
        const { value } = await watch.next();
        if (value?.type === 'message.sent' && value.data.text === `You said: ${text}`) return;
      }
    };
    await readTurn('warm');
    const query = vi.spyOn(testEnv.platform.db.pool, 'query');
    for (const text of ['a', 'b', 'c']) await readTurn(text);
    const names = query.mock.calls.map(([statement]) => Reflect.get(Object(statement), 'name'));
    query.mockRestore();
    stop.abort();
    await watch.next();
    const reads = names.filter((name) => name !== 'list_turn_numbers');
    expect(reads.length).toBeLessThanOrEqual(6);
    expect(new Set(reads)).toEqual(new Set(['list_turn_page', 'list_messages_of_turns']));
  });

  it('throws when the session is deleted', async () => {
    const sessionId = await begin();
    const watch = watchEvents(ctx, { sessionId, signal: new AbortController().signal });
    const { events } = await listEvents(ctx, { sessionId, limit: 100 });
    for (const _ of events) await watch.next();
    const waiting = watch.next().catch((error: unknown) => error);
    // By the second poll every notification has been delivered.
    const query = vi.spyOn(testEnv.platform.db.pool, 'query');
    const looks = () =>
      query.mock.calls.filter(([one]) => Reflect.get(Object(one), 'name') === 'list_turn_numbers');
    await expect.poll(() => looks().length).toBeGreaterThan(1);
    query.mockRestore();
    await testEnv.platform.db.prisma.session.deleteMany({ where: { id: sessionId } });
    expect(await waiting).toMatchObject({ problem: { code: 'not_found' } });
  }, 12_000);

  it('ends when its reader leaves', async () => {
    const sessionId = await begin();
    const stop = new AbortController();
    const watch = watchEvents(ctx, { sessionId, signal: stop.signal });
    for (let n = 0; n < 3; n += 1) await watch.next();
    const pending = watch.next();
    stop.abort();
    expect(await pending).toEqual({ done: true, value: undefined });
  });
});
