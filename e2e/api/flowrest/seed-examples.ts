import { beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '../support/flows';
import { requireBody, type Target } from '../support/target';
import {
  CALLED,
  type Channel,
  type Flowrest,
  type HistoryBody,
  makeChannel,
  makeThreadId,
  openFlowrest,
  type ReplyBody,
  textsOf,
} from './client';
import { expectForm, readFixture } from './form';

const SETTINGS = {
  botName: 'Robin',
  businessHours: [
    {
      label: 'test BH',
      timezone: '(UTC+03:00) Minsk',
      weekdays: [
        {
          weekday: 'Monday',
          content: [
            { from: '0:20', to: '4:19' },
            { from: '10:00', to: '22:22' },
          ],
        },
      ],
      holidays: [{ holiday: 'New Year', date: '2019-12-31' }],
    },
  ],
  segments: [
    {
      id: 'ID_OF_MY_SEGMENT_1',
      title: 'MY_SEGMENT_1',
      conditions: [{ field: 'country', operator: 'is', value: 'us' }],
    },
  ],
};

/** Tests every JSON example of the vendor's documents: requests are accepted, responses have the same shape. */
export function describeFlowrestExamples(target: () => Target): void {
  let channel: Channel;
  let api: Flowrest;

  beforeAll(async () => {
    channel = await makeChannel(target(), { settings: SETTINGS });
    api = openFlowrest(target(), channel);
    await makeFlow(target(), CALLED);
  });

  const send = (name: string, threadId: string, query = '') =>
    api.call<ReplyBody>('POST', `/messages/${threadId}${query}`, { body: readFixture(name) });

  describe("flowrest: the vendor's examples", () => {
    it('a text message, asynchronously', async () => {
      const reply = await send('send-text.request', makeThreadId());
      expect(requireBody(reply, 200)).toEqual(readFixture('ok.response'));
    });

    it('a text message with sync=true', async () => {
      const threadId = makeThreadId();
      const body = requireBody(await send('send-text.request', threadId, '?sync=true'), 200);
      const example = readFixture('sync-reply.response') as ReplyBody;
      const { user, metadata } = body;
      const plain = { ...user, profile: {} };
      expectForm({ ...body, user: plain, metadata: { params: {} } }, example);
      expect(body).toMatchObject({ threadId, channelName: 'Messenger', replyTo: 'hello' });
      expect(textsOf(body)).toEqual(['You wrote: hello']);
      expect(body.originator).toMatchObject({ name: 'Robin', role: 'bot' });
      expect(user).toMatchObject({ name: 'John Doe', role: 'external', profile: { firstName: 'John' } });
      expect(metadata.params).toEqual({
        product: [{ value: 'Dish washer' }],
        problems: [{ value: 'Noise' }, { value: 'Leaks' }],
      });
      expect(body).not.toHaveProperty('pending');
    });

    it.each([
      ['send-location.request', 'Example title: 1232122422, 2433343343'],
      ['send-media.request', 'https://media.example.com/880x400'],
    ])('%s', async (name, text) => {
      const body = requireBody(await send(name, makeThreadId(), '?sync=true'), 200);
      expect(textsOf(body)).toEqual([`You wrote: ${text}`]);
    });

    it('an event message that starts a flow', async () => {
      const body = requireBody(await send('send-event.request', makeThreadId(), '?sync=true'), 200);
      expect(textsOf(body)).toEqual(['Called by MY_EVENT for nobody', 'Yes?']);
    });

    it('a new thread id', async () => {
      const body = requireBody(await api.call<{ threadId: string }>('POST', '/messages'), 200);
      expectForm(body, readFixture('create-thread.response'));
      expect(body.threadId).toMatch(new RegExp(`^[0-9a-f-]{36}\\|w_${channel.id}$`));
      expect(await api.history(body.threadId)).toMatchObject({ history: [], page: 1, pages: 0 });
    });

    it('the messages of a thread', async () => {
      const threadId = makeThreadId();
      await send('send-text.request', threadId, '?sync=true');
      const reply = await api.call<HistoryBody>('GET', `/messages/${threadId}?sync=true&page=1`);
      const { status, result } = requireBody(reply, 200);
      const [first, second] = result.history;
      const shown = { ...result, history: [{ ...first, originator: { ...first?.originator, profile: {} } }] };
      expectForm({ status, result: shown }, readFixture('history.response'));
      expect([first?.messages[0]?.fallback, second?.messages[0]?.replyTo]).toEqual(['hello', 'hello']);
      expect(second?.originator.role).toBe('bot');
    });

    it('the threads of the channel', async () => {
      requireBody(await send('send-text.request', makeThreadId(), '?sync=true'), 200);
      const reply = await api.call<{ result: { threads: string[] } }>('GET', '/threads?sync=true&page=1');
      const { result, ...body } = requireBody(reply, 200);
      expectForm(
        { ...body, result: { ...result, threads: result.threads.slice(0, 1) } },
        readFixture('threads.response'),
      );
    });

    it('the events that callers can trigger', async () => {
      const reply = await api.call<{ result: { items: string[] } }>('GET', '/trigger/event?sync=true');
      expect(requireBody(reply, 200).result.items).toContain('MY_EVENT');
    });

    it('the business hours', async () => {
      const reply = await api.call<object>('GET', '/businesshours?sync=true');
      expect(requireBody(reply, 200)).toEqual(readFixture('business-hours.response'));
    });

    it('the state of the bot, spelled as documented', async () => {
      const threadId = makeThreadId();
      await api.say(threadId, 'hello');
      const reply = await api.call<object>('GET', `/pause/${threadId}?sync=true`);
      expect(requireBody(reply, 200)).toEqual({
        ...(readFixture('pause-status.response') as object),
        threadId,
      });
    });

    it.each(['takeover', 'resolve', 'pause'])('POST %s', async (what) => {
      const threadId = makeThreadId();
      await api.say(threadId, 'hello');
      expect(requireBody(await api.call('POST', `/${what}/${threadId}`, { body: {} }), 200)).toEqual(
        readFixture('ok.response'),
      );
    });

    it('a handover for a time', async () => {
      const threadId = makeThreadId();
      await api.say(threadId, 'hello');
      const body = readFixture('handover.request');
      requireBody(await api.call('POST', `/handover/${threadId}`, { body }), 200);
      expect(await api.isPaused(threadId)).toBe(true);
    });

    it('the segments', async () => {
      const reply = await api.call<object>('GET', '/broadcast/segments?sync=true');
      const body = requireBody(reply, 200);
      expectForm(body, readFixture('segments.response'));
    });

    it.each(['broadcast-text.request', 'broadcast-event.request'])('%s', async (name) => {
      const reply = await api.call<object>('POST', '/broadcast/instant', { body: readFixture(name) });
      expect(requireBody(reply, 200)).toEqual(readFixture('ok.response'));
    });
  });
}
