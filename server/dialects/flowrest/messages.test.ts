import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeThreadId, openFlowrest, type ReplyBody, textsOf } from '@/e2e/api/flowrest/client';
import { openDirectMount } from '@/e2e/api/support/direct-mount';
import { requireBody } from '@/e2e/api/support/target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { fireDueTimers } from '@/server/services/session/effects/fire-due-timers';
import { callingFlow, waitingFlow } from '@/server/services/session/fixtures/flows';
import { openTestHttpServer, sendJson } from '@/server/tools/test/http-server';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

let flowrest: FlowrestEnv;

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
});
afterAll(() => flowrest.close());

const text = (speech: string, more: object = {}) => ({ type: 'text', speech, ...more });

/** Says what it knows of the person and of what came with the message. */
const KNOWING: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [
        {
          type: 'text',
          text: '{{ user.name }}/{{ profile.firstName }}/{{ language }}/{{ timezone }}/{{ product }}/{{ problems.join("+") }}/{{ params.product[0].match }}',
        },
      ],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'ask' },
    },
  ],
};

describe('without sync', () => {
  it('a message is accepted, and its answer arrives by webhook', async () => {
    const { api, channel, hooks } = await flowrest.open();
    const threadId = makeThreadId();
    expect(requireBody(await api.post(threadId, text('hi')), 200)).toEqual({ status: 'ok' });
    const [hook] = await hooks.upTo(1);
    expect(hook).toMatchObject({
      type: 'message',
      status: 'ok',
      threadId,
      channelId: channel.id,
      replyTo: 'hi',
      messages: [{ fallback: 'You wrote: hi', originator: { name: 'Assistant', role: 'bot' } }],
    });
  });

  it('requested data arrives by webhook in the form of the response, in the order of the thread', async () => {
    const { api, hooks } = await flowrest.open();
    const threadId = makeThreadId();
    requireBody(await api.post(threadId, text('hi')), 200);
    const asked = ['/messages/', '/pause/'].map((path) => `${path}${threadId}`);
    for (const path of [...asked, '/threads', '/trigger/event', '/businesshours', '/broadcast/segments'])
      expect(requireBody(await api.call<object>('GET', path), 200)).toEqual({ status: 'ok' });
    const webhooks = await hooks.upTo(7);
    const ofThread = webhooks.filter(({ type }) => ['message', 'history', 'isPaused'].includes(type));
    expect(ofThread.map(({ type }) => type)).toEqual(['message', 'history', 'isPaused']);
    expect(webhooks.map(({ type }) => type).sort()).toEqual(
      ['message', 'history', 'isPaused', 'threads', 'trigger.events', 'businessHours', 'segments'].sort(),
    );
    const { type: _, ...history } = ofThread[1] ?? { type: '' };
    expect(history).toEqual({ status: 'ok', result: await api.history(threadId) });
  });

  it('writeConcern=true answers when the message is processed', async () => {
    const server = await openTestHttpServer((_, response) => sendJson(response, 200, { text: 'done' }));
    const { api } = await flowrest.open({ definition: callingFlow(server.url) });
    const threadId = makeThreadId();
    const reply = await api.post(threadId, text('go'), '?writeConcern=true');
    expect(requireBody(reply, 200)).toEqual({ status: 'ok' });
    const { history } = await api.history(threadId);
    expect(history.map(({ messages }) => messages[0]?.fallback)).toEqual(['go', 'Got done.', 'Again?']);
    await server.close();
  });
});

describe('sync=true', () => {
  it('waits for calls, and sends no webhook for its answers', async () => {
    const server = await openTestHttpServer((_, response) => sendJson(response, 200, { text: 'it' }));
    const { api, hooks } = await flowrest.open({ definition: callingFlow(server.url) });
    const threadId = makeThreadId();
    const body = await api.say(threadId, 'go');
    expect(textsOf(body)).toEqual(['Got it.', 'Again?']);
    expect(body).not.toHaveProperty('pending');
    requireBody(await api.post(threadId, text('more')), 200);
    const [first] = await hooks.upTo(1);
    expect([first?.type, first?.messages.map(({ fallback }) => fallback)]).toEqual([
      'message',
      ['Got it.', 'Again?'],
    ]);
    await server.close();
  });

  it('announces that messages after a timer go to the webhook, and they do', async () => {
    const { api, hooks } = await flowrest.open({ definition: waitingFlow(600) });
    const threadId = makeThreadId();
    const body = await api.say(threadId, 'go');
    expect(body).toMatchObject({
      messages: [],
      pending: true,
      notice: expect.stringContaining('goes to the webhook'),
    });
    flowrest.clock.advance(600_000);
    await fireDueTimers(flowrest.testEnv.platform, { limit: 10 });
    const [hook] = await hooks.upTo(1);
    expect(hook).toMatchObject({ type: 'message', threadId, messages: [{ fallback: 'Time is over.' }] });
  });

  it('does not wait even for a timer that is due at once', async () => {
    const { api } = await flowrest.open({ definition: waitingFlow(1) });
    expect(await api.say(makeThreadId(), 'go')).toMatchObject({ messages: [], pending: true });
  });

  it('answers a repeat under one Idempotency-Key with the same bytes', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    const asked = { headers: { 'idempotency-key': crypto.randomUUID() } };
    const first = await api.post(threadId, text('once'), '?sync=true', asked);
    const second = await api.post(threadId, text('once'), '?sync=true', asked);
    expect([first.status, second.text]).toEqual([200, first.text]);
    expect((await api.history(threadId)).history).toHaveLength(2);
  });
});

describe('concurrent messages', () => {
  it('to one thread are each answered once, in one conversation, by any process', async () => {
    const { api, channel } = await flowrest.open();
    const other = await openDirectMount(flowrest.testEnv.openPlatform({ clock: flowrest.clock }));
    const second = openFlowrest({ ...flowrest.target, baseUrl: other.baseUrl }, channel);
    const threadId = makeThreadId();
    const texts = Array.from({ length: 8 }, (_, index) => `message ${index}`);
    const replies = await Promise.all(
      texts.map((one, index) => (index % 2 === 0 ? api : second).say(threadId, one)),
    );
    await other.close();
    expect(replies.map((reply) => textsOf(reply))).toEqual(texts.map((one) => [`You wrote: ${one}`]));
    expect(new Set(replies.map(({ activityId }) => activityId)).size).toBe(8);
    expect((await api.history(threadId)).history).toHaveLength(16);
  });
});

describe('the data of a message', () => {
  it('is available to the flow, and stays available', async () => {
    const { api } = await flowrest.open({ definition: KNOWING });
    const threadId = makeThreadId();
    const metadata = {
      language: 'en',
      timezone: '-5',
      params: {
        product: [{ value: 'Washer', match: 'washer' }],
        problems: [{ value: 'Noise' }, { value: 'Leaks' }],
      },
    };
    const originator = { name: 'John Doe', role: 'user', profile: { firstName: 'John' } };
    const first = await api.post(threadId, text('hi', { originator, metadata }), '?sync=true');
    const known = 'John Doe/John/en/-5/Washer/Noise+Leaks/washer';
    expect(textsOf(requireBody(first, 200))).toEqual([known]);
    expect(textsOf(await api.say(threadId, 'again', {}))).toEqual([known]);
    const other = { params: { product: 'Dryer' }, lang: 'fr' };
    const third = requireBody(await api.post(threadId, text('and', other), '?sync=true'), 200);
    expect(textsOf(third)).toEqual(['John Doe/John/fr/-5/Dryer/Noise+Leaks/']);
    expect(third.user).toEqual({ name: 'John Doe', role: 'external', profile: { firstName: 'John' } });
  });

  it.each([
    ['a list of one', [{ type: 'text', speech: 'hi' }]],
    ['a text under its other name', { type: 'text', text: 'hi' }],
    ['a message of an older client', { speech: 'hi', threadId: 'x', attachment: null }],
    ['a type in capitals', { type: 'TEXT', speech: 'hi' }],
  ])('may be %s', async (_, payload) => {
    const { api } = await flowrest.open();
    const body = requireBody(await api.post<ReplyBody>(makeThreadId(), payload, '?sync=true'), 200);
    expect(textsOf(body)).toEqual(['You wrote: hi']);
  });

  it.each([
    [undefined, 'payload is missing'],
    [[], 'payload'],
    [{}, 'payload.type'],
    [{ type: 'toString' }, 'payload.type'],
    [{ type: 'text' }, 'payload.speech'],
    [{ type: 'text', speech: 7 }, 'payload.speech'],
    [{ type: 'event' }, 'payload.eventName'],
    [{ type: 'location', lat: 'north', long: '1' }, 'payload.lat'],
    [{ type: 'media', mediaType: 'hologram', url: 'https://x.example' }, 'payload.mediaType'],
    [{ type: 'media', mediaType: 'image', url: 'javascript:alert(1)' }, 'payload.url'],
    [[{ type: 'media', mediaType: 'image', url: 'x' }], 'payload.url: must be a web address'],
    [{ type: 'text', speech: 'x', originator: { role: 'bot' } }, 'payload.originator.role'],
    [{ type: 'text', speech: 'x', metadata: { timezone: 'east' } }, 'payload.metadata.timezone'],
    [{ type: 'text', speech: 'a\u0000b' }, 'payload.speech'],
  ])('%j is refused, naming the invalid field', async (payload, named) => {
    const { api } = await flowrest.open();
    const reply = await api.call('POST', `/messages/${makeThreadId()}`, { body: { payload } });
    const { status, message } = requireBody(reply, 400);
    expect([status, message]).toEqual(['error', expect.stringContaining(named)]);
  });
});

describe('pages', () => {
  it('of messages reach the end, 20 each', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    for (let count = 0; count < 21; count += 1) await api.say(threadId, `${count}`);
    const pages = await Promise.all([1, 2, 3, 4].map((page) => api.history(threadId, `&page=${page}`)));
    expect(pages.map(({ history }) => history.length)).toEqual([20, 20, 2, 0]);
    expect(pages.map(({ page, pages: all }) => [page, all])).toEqual([1, 2, 3, 4].map((page) => [page, 3]));
    const ids = pages.flatMap(({ history }) => history.map(({ messages }) => messages[0]?.meta.msgId));
    expect(new Set(ids).size).toBe(42);
  });

  it('of threads have their number as a string, and only threads of the channel', async () => {
    const { api } = await flowrest.open();
    const ids = Array.from({ length: 21 }, makeThreadId);
    for (const id of ids) requireBody(await api.post(id, text('hi')), 200);
    const read = async (page: number) =>
      requireBody(
        await api.call<{ result: { threads: string[]; page: string; pages: number } }>(
          'GET',
          `/threads?sync=true&page=${page}`,
        ),
        200,
      ).result;
    const [first, second] = [await read(1), await read(2)];
    expect([first.page, first.pages, first.threads.length]).toEqual(['1', 2, 20]);
    expect([...first.threads, ...second.threads].sort()).toEqual([...ids].sort());
    const stranger = (await flowrest.open()).api;
    expect((await stranger.call('GET', `/messages/${ids[0]}?sync=true`)).status).toBe(404);
  });

  it('include events only on request, under either name', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    requireBody(await api.call('POST', `/trigger/event/${threadId}?eventName=Nobody%20hears`), 200);
    expect((await api.history(threadId)).history).toHaveLength(2);
    for (const query of ['&event=true', '&events=true']) {
      const { history } = await api.history(threadId, query);
      expect(history.at(-1)?.messages[0]?.responses).toEqual([
        { type: 'event', payload: { lat: '', long: '', name: 'Nobody hears', title: '', url: '' } },
      ]);
    }
  });
});

describe('a page of another origin', () => {
  it('can call with the key, after a preflight request', async () => {
    const { api } = await flowrest.open();
    const headers = { origin: 'https://shop.example' };
    const reply = await api.call('GET', '/businesshours?sync=true', { headers });
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    const ask = { ...headers, 'access-control-request-method': 'POST', authorization: '' };
    const preflight = await api.call('OPTIONS', '/messages/x', { headers: ask });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
      204,
      'GET, HEAD, OPTIONS, POST',
    ]);
  });
});
