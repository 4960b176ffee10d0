import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CALLED, type Flowrest, makeThreadId, textsOf } from '@/e2e/api/flowrest/client';
import { makeFlow } from '@/e2e/api/support/flows';
import { requireBody } from '@/e2e/api/support/target';
import { fireDueTimers } from '@/server/services/session/effects/fire-due-timers';
import { TRANSFER } from '@/server/services/session/fixtures/flows';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

let flowrest: FlowrestEnv;

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
  await makeFlow(flowrest.target, CALLED);
});
afterAll(() => flowrest.close());

const AGENT = { name: 'Ada', role: 'moderator' };

const control = async (api: Flowrest, method: string, path: string, body: unknown = {}) =>
  expect(requireBody(await api.call(method, path, { body }), 200)).toEqual({ status: 'ok' });

/** The lines of a thread's transcript with their senders. */
async function transcript(api: Flowrest, threadId: string): Promise<string[]> {
  const { history } = await api.history(threadId);
  return history.map(({ originator, messages }) => `${originator.role}: ${messages[0]?.fallback}`);
}

describe('a moderator', () => {
  it('pauses the bot by writing; later messages are recorded and not answered', async () => {
    const { api, hooks } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    const spoken = await api.say(threadId, 'I take this.', AGENT);
    expect([spoken.messages, spoken.pending]).toEqual([[], undefined]);
    expect(await api.isPaused(threadId)).toBe(true);
    expect((await api.say(threadId, 'thanks')).messages).toEqual([]);
    expect(await transcript(api, threadId)).toEqual([
      'external: hi',
      'bot: You wrote: hi',
      'moderator: I take this.',
      'external: thanks',
    ]);
    await control(api, 'DELETE', `/pause/${threadId}`);
    expect(textsOf(await api.say(threadId, 'back?'))).toEqual(['You wrote: back?']);
    const webhooks = await hooks.upTo(2);
    expect(webhooks.map(({ type, isPaued }) => [type, isPaued])).toEqual([
      ['paused', true],
      ['resumed', false],
    ]);
  });

  it('is identified by name or id', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    await api.say(threadId, 'one', AGENT);
    await api.say(threadId, 'two', AGENT);
    await api.say(threadId, 'three', { ...AGENT, userId: 7 });
    const { history } = await api.history(threadId);
    const ids = history.slice(2).map(({ originator }) => originator.userId);
    expect([ids[0] === ids[1], ids[2]]).toEqual([true, 'moderator|7']);
  });

  it('can write first: the bot answers only after it is resumed', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'Hello, I am Ada.', AGENT);
    expect((await api.say(threadId, 'hi Ada')).messages).toEqual([]);
    await control(api, 'DELETE', `/pause/${threadId}`);
    expect(await api.isPaused(threadId)).toBe(false);
    expect(textsOf(await api.say(threadId, 'hi bot'))).toEqual(['You wrote: hi bot']);
  });

  it('keeps control when an event arrives', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    await api.say(threadId, 'Mine.', AGENT);
    await control(api, 'POST', `/trigger/event/${threadId}?eventName=MY_EVENT`);
    const sent = await api.post(threadId, { type: 'event', eventName: 'MY_EVENT' }, '?sync=true');
    expect(requireBody(sent, 200).messages).toEqual([]);
    expect(await api.isPaused(threadId)).toBe(true);
    expect((await api.history(threadId, '&event=true')).history).toHaveLength(5);
  });
});

describe('the bot of a thread', () => {
  it('stops when paused and continues where it was when resumed', async () => {
    const { api, hooks } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    await control(api, 'POST', `/pause/${threadId}`);
    await control(api, 'POST', `/pause/${threadId}`);
    expect((await api.say(threadId, 'anyone?')).messages).toEqual([]);
    await control(api, 'DELETE', `/pause/${threadId}`);
    await control(api, 'DELETE', `/pause/${threadId}`);
    expect(textsOf(await api.say(threadId, 'now?'))).toEqual(['You wrote: now?']);
    expect((await hooks.upTo(2)).map(({ type }) => type)).toEqual(['paused', 'resumed']);
  });

  it('can be paused before the first message, and after the last', async () => {
    const { api } = await flowrest.open();
    const made = requireBody(await api.call<{ threadId: string }>('POST', '/messages'), 200);
    const over = makeThreadId();
    await api.say(over, 'hi');
    await control(api, 'POST', `/resolve/${over}`);
    for (const threadId of [made.threadId, over]) {
      await control(api, 'POST', `/pause/${api.at(threadId)}`);
      expect((await api.say(threadId, 'hello?')).messages).toEqual([]);
      expect(await api.isPaused(threadId)).toBe(true);
      await control(api, 'DELETE', `/pause/${api.at(threadId)}`);
      expect(textsOf(await api.say(threadId, 'again'))).toEqual(['You wrote: again']);
    }
  });

  it('continues by itself after a handover for a time', async () => {
    const { api, hooks } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    await control(api, 'POST', `/handover/${threadId}`, { secondsToPause: 600 });
    expect((await api.say(threadId, 'help')).messages).toEqual([]);
    flowrest.clock.advance(600_000);
    await fireDueTimers(flowrest.testEnv.platform, { limit: 10 });
    expect(await api.isPaused(threadId)).toBe(false);
    expect(textsOf(await api.say(threadId, 'still there?'))).toEqual(['You wrote: still there?']);
    expect((await hooks.upTo(2)).map(({ type }) => type)).toEqual(['paused', 'resumed']);
  });

  it('stays paused when the time is extended just as it ends', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    const handOver = () => control(api, 'POST', `/handover/${threadId}`, { secondsToPause: 600 });
    await handOver();
    flowrest.clock.advance(600_000);
    const { pool } = flowrest.testEnv.platform.db;
    const query = pool.query.bind(pool);
    // The timer is claimed, and its session not read yet.
    const spy = vi.spyOn(pool, 'query').mockImplementation(async (...args: unknown[]) => {
      const answer = await Reflect.apply(query, pool, args);
      if (Reflect.get(Object(args[0]), 'name') !== 'claim_due_timers') return answer;
      spy.mockRestore();
      await handOver();
      return answer;
    });
    expect(await fireDueTimers(flowrest.testEnv.platform, { limit: 10 })).toBe(1);
    expect(await api.isPaused(threadId)).toBe(true);
    flowrest.clock.advance(600_000);
    await fireDueTimers(flowrest.testEnv.platform, { limit: 10 });
    expect(await api.isPaused(threadId)).toBe(false);
  });

  it('stays paused after a handover without a time, and the visitor waits for a person', async () => {
    const { api, channel } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    await control(api, 'POST', `/handover/${threadId}`);
    const { sessionId } = await flowrest.testEnv.platform.db.prisma.thread.findFirstOrThrow({
      where: { channelId: channel.id, externalId: threadId },
    });
    const session = await flowrest.testEnv.platform.db.prisma.session.findFirstOrThrow({
      where: { id: sessionId ?? '' },
    });
    expect(session.waitingSince).not.toBeNull();
    flowrest.clock.advance(86_400_000);
    expect(await fireDueTimers(flowrest.testEnv.platform, { limit: 10 })).toBe(0);
    expect(await api.isPaused(threadId)).toBe(true);
  });

  it('is taken over, and the webhook reports it', async () => {
    const { api, hooks } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    await control(api, 'POST', `/takeover/${threadId}`);
    const webhooks = await hooks.upTo(2);
    expect(webhooks.map(({ type, threadId: id }) => [type, id])).toEqual([
      ['paused', threadId],
      ['takeover', threadId],
    ]);
  });
});

describe('a flow that hands over', () => {
  it('reports it with a template, and continues when the thread is resolved', async () => {
    const { api, hooks } = await flowrest.open({ definition: TRANSFER });
    const threadId = makeThreadId();
    const body = await api.say(threadId, 'a person, please');
    expect(body.messages.flatMap(({ responses }) => responses)).toEqual([
      { type: 'text', payload: { text: 'One moment.' } },
      { type: 'handover', payload: { resetContext: false, indefinitePause: true, setBotToPause: true } },
    ]);
    expect(await api.isPaused(threadId)).toBe(true);
    expect((await api.say(threadId, 'hello?')).messages).toEqual([]);
    await control(api, 'POST', `/resolve/${threadId}?writeConcern=true`);
    const webhooks = await hooks.upTo(4);
    const messages = webhooks.filter(({ type }) => type === 'message');
    const types = messages.map((webhook) =>
      webhook.messages.flatMap(({ responses }) => responses.map((response) => response.type)),
    );
    expect(types).toEqual([['handover'], ['text']]);
    expect(messages[1]?.messages[0]?.fallback).toBe('It went well.');
    const others = webhooks.filter(({ type }) => type !== 'message').map(({ type }) => type);
    expect(others).toEqual(['paused', 'resumed']);
  });

  it('continues when the bot is resumed, too', async () => {
    const { api } = await flowrest.open({ definition: TRANSFER });
    const threadId = makeThreadId();
    await api.say(threadId, 'a person, please');
    await control(api, 'DELETE', `/pause/${threadId}`);
    expect((await transcript(api, threadId)).at(-1)).toBe('bot: It went well.');
  });
});

describe('a resolved thread', () => {
  it('is over: the next message starts a new session', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    await api.say(threadId, 'Mine.', AGENT);
    await control(api, 'POST', `/resolve/${threadId}`);
    await control(api, 'POST', `/resolve/${threadId}`);
    expect(await api.isPaused(threadId)).toBe(false);
    expect(textsOf(await api.say(threadId, 'new'))).toEqual(['You wrote: new']);
    expect((await api.history(threadId)).history).toHaveLength(5);
  });
});

describe('an unknown thread', () => {
  it.each([
    ['POST', '/pause'],
    ['DELETE', '/pause'],
    ['GET', '/pause'],
    ['POST', '/handover'],
    ['POST', '/takeover'],
    ['POST', '/resolve'],
    ['GET', '/messages'],
  ])('%s %s is not found', async (method, path) => {
    const { api } = await flowrest.open();
    const reply = await api.call(method, `${path}/${makeThreadId()}`);
    expect(requireBody(reply, 404)).toMatchObject({
      status: 'error',
      message: expect.stringContaining('no such thread'),
    });
  });
});
