import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLED, makeThreadId, textsOf } from '@/e2e/api/flowrest/client';
import { readFixture } from '@/e2e/api/flowrest/form';
import { openManagement } from '@/e2e/api/management/client';
import { makeFlow } from '@/e2e/api/support/flows';
import { REPEAT_FLOW } from '@/e2e/api/support/repeat-flow';
import { requireBody } from '@/e2e/api/support/target';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

let flowrest: FlowrestEnv;

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
  await makeFlow(flowrest.target, CALLED);
});
afterAll(() => flowrest.close());

const say = (speech: string) => ({ type: 'text', speech });
const to = (...identifiers: string[]) => identifiers.map((identifier) => ({ name: 'Jo', identifier }));

const SEGMENTS = [
  { id: 's-us', title: 'Americans', conditions: [{ field: 'country', operator: 'is', value: 'US' }] },
  {
    id: 's-mail',
    title: 'With mail, not from Spain',
    conditions: [
      { field: 'email', operator: 'exists' },
      { field: 'country', operator: 'isNot', value: 'es' },
    ],
  },
  {
    id: 's-gold',
    title: 'Gold',
    conditions: [{ field: 'metadata.level', operator: 'contains', value: 'gold' }],
  },
  { id: 's-all', title: 'Everybody', conditions: [] },
];

describe('a broadcast to people', () => {
  it('is sent in the bot’s name, and the answer starts the flow', async () => {
    const { api, hooks } = await flowrest.open();
    const body = { audience: to('+1 555', '+1 555', 'other'), payload: say('Sale today') };
    expect(requireBody(await api.call<object>('POST', '/broadcast/instant', { body }), 200)).toEqual({
      status: 'ok',
    });
    const webhooks = (await hooks.upTo(2)).filter(({ type }) => type === 'message');
    expect(webhooks.map(({ threadId }) => threadId).sort()).toEqual(['+1 555', 'other']);
    expect(webhooks[0]).toMatchObject({
      messages: [{ fallback: 'Sale today', originator: { name: 'Assistant', role: 'bot' } }],
    });
    const answer = await api.say('+1 555', 'yes');
    expect([textsOf(answer), answer.user.name]).toEqual([['You wrote: yes'], 'Jo']);
    expect(await api.isPaused('+1 555')).toBe(false);
  });

  it('does not affect a running conversation', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    const body = { audience: to(threadId), payload: say('Sale today') };
    requireBody(await api.call('POST', '/broadcast/instant', { body }), 200);
    expect(textsOf(await api.say(threadId, 'nice'))).toEqual(['You wrote: nice']);
    const { history } = await api.history(threadId);
    expect(history.map(({ messages }) => messages[0]?.fallback)).toEqual([
      'hi',
      'You wrote: hi',
      'Sale today',
      'nice',
      'You wrote: nice',
    ]);
  });

  it('does not resume a paused bot, and keeps people waiting', async () => {
    const { api } = await flowrest.open();
    const threadId = makeThreadId();
    await api.say(threadId, 'hi');
    requireBody(await api.call('POST', `/handover/${threadId}`), 200);
    for (const payload of [say('Sale today'), { type: 'event', eventName: 'MY_EVENT' }])
      requireBody(
        await api.call('POST', '/broadcast/instant', { body: { audience: to(threadId), payload } }),
        200,
      );
    expect(await api.isPaused(threadId)).toBe(true);
    const session = await flowrest.testEnv.platform.db.prisma.session.findFirstOrThrow({
      where: { externalId: threadId },
    });
    expect(session.waitingSince).not.toBeNull();
  });

  it('of an event starts the flow that it triggers, with its data', async () => {
    const { api, hooks } = await flowrest.open();
    const body = readFixture('broadcast-event.request');
    requireBody(await api.call('POST', '/broadcast/instant', { body }), 200);
    const [hook] = await hooks.upTo(1);
    expect(hook?.threadId).toBe('+12345678901');
    expect(hook?.messages.map(({ fallback }) => fallback)).toEqual([
      'Called by MY_EVENT for 1234223422232',
      'Yes?',
    ]);
    expect(hook?.user.name).toBe('John Doe');
  });

  it('is refused completely before anything is sent', async () => {
    const { api } = await flowrest.open();
    const other = await flowrest.open();
    const refused: [body: object, status: number, named: string][] = [
      [{ audience: [], payload: say('x') }, 400, 'audience'],
      [{ audience: [...to('a'), { name: 'Nobody' }], payload: say('x') }, 400, 'audience.1.identifier'],
      [{ audience: to('a'), payload: { type: 'text' } }, 400, 'payload.speech'],
      [{ audience: to('a'), payload: { type: 'song', speech: 'x' } }, 400, 'payload.type'],
      [{ audience: to('a'), payload: say('x'), channel: { externalId: other.channel.id } }, 404, 'channel'],
      [{ audience: to('a'), payload: say('x'.repeat(10_001)) }, 400, '10000'],
      [
        { audience: to(...Array.from({ length: 501 }, (_, index) => `p${index}`)), payload: say('x') },
        400,
        '500',
      ],
    ];
    for (const [body, status, named] of refused) {
      const reply = await api.call('POST', '/broadcast/instant', { body });
      expect(requireBody(reply, status)).toMatchObject({
        status: 'error',
        message: expect.stringContaining(named),
      });
    }
    const threads = await api.call<{ result: { threads: string[] } }>('GET', '/threads?sync=true');
    expect(requireBody(threads, 200).result.threads).toEqual([]);
  });

  it('returns the reason when no recipient can be reached', async () => {
    const { api, channel } = await flowrest.open({ definition: REPEAT_FLOW });
    await flowrest.testEnv.platform.db.prisma.flow.updateMany({
      where: { id: channel.flowId },
      data: { publishedVersionId: null },
    });
    const body = { audience: to('a', 'b'), payload: { type: 'event', eventName: 'UNKNOWN' } };
    const { message } = requireBody(await api.call('POST', '/broadcast/instant', { body }), 409);
    expect(message).toContain('no published version');
  });
});

describe('a broadcast to segments', () => {
  it('reaches the threads that any of them matches', async () => {
    const { api, hooks } = await flowrest.open({ settings: { segments: SEGMENTS } });
    const people = {
      ann: { profile: { country: 'us', email: 'ann@example.com' } },
      bob: { profile: { country: 'es', email: 'bob@example.com' } },
      cid: { profile: { country: 'nl' }, metadata: { level: 'GOLDEN' } },
      dan: {},
    };
    for (const [id, originator] of Object.entries(people)) await api.say(id, 'hi', originator);
    const reach = async (audience: object[], speech: string): Promise<string[]> => {
      const body = { audience, payload: say(speech) };
      requireBody(await api.call('POST', '/broadcast/instant/segment', { body }), 200);
      const all = await Promise.all(
        Object.keys(people).map(async (id) => [id, (await api.history(id)).history] as const),
      );
      return all
        .filter(([, history]) => history.some(({ messages }) => messages[0]?.fallback === speech))
        .map(([id]) => id);
    };
    expect(await reach([{ name: 'Americans' }], 'one')).toEqual(['ann']);
    expect(await reach([{ id: 's-mail' }], 'two')).toEqual(['ann']);
    expect(await reach([{ id: 's-gold', name: 'ignored' }], 'three')).toEqual(['cid']);
    expect(await reach([{ id: 's-us' }, { name: 'Gold' }], 'four')).toEqual(['ann', 'cid']);
    expect(await reach([{ name: 'Everybody' }], 'five')).toEqual(['ann', 'bob', 'cid', 'dan']);
    expect((await hooks.upTo(9)).every(({ type }) => type === 'message')).toBe(true);
  });

  it('is refused for an unknown segment, naming it', async () => {
    const { api } = await flowrest.open({ settings: { segments: SEGMENTS } });
    const body = { audience: [{ name: 'Americans' }, { name: 'Martians' }], payload: say('x') };
    const reply = await api.call('POST', '/broadcast/instant/segment', { body });
    expect(requireBody(reply, 400).message).toContain('audience.1: is not a segment of this channel');
  });

  it('without members is not a failure', async () => {
    const { api } = await flowrest.open({ settings: { segments: SEGMENTS } });
    const body = { audience: [{ name: 'Americans' }], payload: say('x') };
    expect(requireBody(await api.call<object>('POST', '/broadcast/instant/segment', { body }), 200)).toEqual({
      status: 'ok',
    });
  });

  it('can be refused for its size', async () => {
    const { api, channel } = await flowrest.open({ settings: { segments: SEGMENTS } });
    const { prisma } = flowrest.testEnv.platform.db;
    const { orgId } = flowrest.target;
    const at = new Date();
    await prisma.thread.createMany({
      data: Array.from({ length: 501 }, (_, index) => ({
        orgId,
        id: crypto.randomUUID(),
        channelId: channel.id,
        externalId: `many-${index}`,
        createdAt: at,
        lastActivityAt: at,
      })),
    });
    const body = { audience: [{ name: 'Everybody' }], payload: say('x') };
    const reply = await api.call('POST', '/broadcast/instant/segment', { body });
    expect(requireBody(reply, 400).message).toContain(
      'At most 500 people in the audience are allowed, not 501.',
    );
  });
});

describe('segments', () => {
  it('are listed with their channel', async () => {
    const { api, channel } = await flowrest.open();
    const { call } = openManagement(() => flowrest.target);
    const body = { settings: { segments: SEGMENTS } };
    requireBody(await call('PATCH', `/channels/${channel.id}`, { body }), 200);
    const reply = await api.call<{ segments: { title: string }[] }>('GET', '/broadcast/segments?sync=true');
    expect(requireBody(reply, 200).segments.map(({ title }) => title)).toEqual(
      SEGMENTS.map(({ title }) => title),
    );
  });
});
