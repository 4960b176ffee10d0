import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as chat from '@/e2e/api/chat/client';
import { makeChannel, openFlowrest } from '@/e2e/api/flowrest/client';
import { openHeadless } from '@/e2e/api/headless/client';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { makeRoom } from '@/e2e/api/support/make-channel';
import { requireBody, type Target } from '@/e2e/api/support/target';
import * as umi from '@/e2e/api/umi/client';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { changeSettings } from '@/server/services/organization/settings';
import { listMessages } from '@/server/services/session/list-messages';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

/** Says the month in the session's language and the time in its zone, whenever it is asked. */
const CLOCK: FlowDefinitionInput = {
  format: 1,
  triggers: [{ type: 'intent', name: 'clock', displayLabel: 'Clock' }],
  start: 'say',
  nodes: [
    {
      id: 'say',
      kind: 'question',
      prompt: [
        { type: 'text', text: '{{ $format($now(), "MMMM HH:mm") }} {{ $isOpen() ? "open" : "closed" }}' },
      ],
      answer: { type: 'text' },
      variable: 'reply',
      exits: { next: 'say' },
    },
  ],
};

// Open until 11:30 in Helsinki, which is half past nine in UTC.
const MORNING = {
  label: '',
  timezone: 'Europe/Helsinki',
  weekdays: [{ weekday: 'Friday' as const, content: [{ from: '8:00', to: '11:30' }] }],
  holidays: [],
};
const EVENING = {
  ...MORNING,
  weekdays: [{ weekday: 'Friday' as const, content: [{ from: '18:00', to: '2:00' }] }],
};

let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let flow: { id: string };

beforeAll(async () => {
  testEnv = await openTestEnv({ clock: createManualClock(Date.parse('2026-03-20T09:00:00Z')) });
  mount = await openDirectMount(testEnv.platform);
  const { platform, orgId } = testEnv;
  target = { baseUrl: mount.baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
  flow = await makeFlow(target, CLOCK);
  await changeSettings(actIn(platform, orgId), {
    locale: 'fi',
    timeZone: 'Europe/Helsinki',
    openingHours: [MORNING],
  });
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

async function lastTextOf(sessionId: string): Promise<string | undefined> {
  const { items } = await listMessages(actIn(testEnv.platform, testEnv.orgId), { sessionId, limit: 50 });
  return items.findLast(({ direction }) => direction === 'outbound')?.text;
}

describe('headless', () => {
  it("says the time by the organization's defaults, by those of the start, and by those of a message", async () => {
    const api = openHeadless(target);
    const textOf = ({ messages }: { messages: { text: string }[] }) => messages.at(-1)?.text;
    expect(textOf(requireBody(await api.start(flow.id), 201))).toBe('maaliskuu 11:00 open');
    const own = requireBody(await api.start(flow.id, { locale: 'de', timeZone: 'America/New_York' }), 201);
    expect(textOf(own)).toBe('März 05:00 open');
    const sent = await api.send(own.sessionId, { text: 'again', timeZone: '+05:30', locale: null });
    expect(textOf(requireBody(sent, 200))).toBe('März 14:30 open');
  });

  it('refuses a locale and a time zone that do not exist, by their field', async () => {
    const api = openHeadless(target);
    const refused = await api.start(flow.id, { locale: 'x y', timeZone: 'Europe/Nowhere' });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      error: { details: { issues: [{ path: ['locale'] }, { path: ['timeZone'] }] } },
    });
  });
});

describe('flowrest', () => {
  const open = async (settings: object = {}) => {
    const channel = await makeChannel(target, { definition: { ...CLOCK, triggers: [] }, settings });
    return openFlowrest(target, channel);
  };
  const ask = async (api: Awaited<ReturnType<typeof open>>, threadId: string, more: object = {}) => {
    const payload = { type: 'text', speech: 'hi', ...more };
    const { messages } = requireBody(await api.post(threadId, payload, '?sync=true'), 200);
    return messages.at(-1)?.fallback;
  };

  it('says the time by the profile and the metadata, which the thread keeps', async () => {
    const api = await open();
    const threadId = umi.makeThreadId();
    const originator = { name: 'Jane', role: 'external', profile: { locale: 'de-AT', timezone: -5 } };
    expect(await ask(api, threadId, { originator })).toBe('März 04:00 open');
    expect(await ask(api, threadId, { metadata: { language: 'fr', timezone: '5.5' } })).toBe(
      'mars 14:30 open',
    );
    expect(await ask(api, threadId)).toBe('mars 14:30 open');
    expect(await ask(api, umi.makeThreadId())).toBe('maaliskuu 11:00 open');
  });

  it("reads the channel's business hours before those of the organization", async () => {
    const api = await open({ businessHours: [EVENING] });
    expect(await ask(api, umi.makeThreadId())).toBe('maaliskuu 11:00 closed');
  });
});

describe('chat', () => {
  it('says the time in the locale of the session, in the zone of the organization', async () => {
    const channel = await chat.makeChannel(target);
    const textOf = async (more: Record<string, unknown>) => {
      const visitor = chat.openVisitor(target, await chat.openSession(target, channel, more));
      const { reply } = requireBody(await visitor.post({ text: 'hi', intentName: 'clock' }), 200);
      return lastTextOf(reply.executionId);
    };
    expect(await textOf({ locale: 'es' })).toBe('marzo 11:00 open');
    expect(await textOf({})).toBe('maaliskuu 11:00 open');
  });
});

// The channel of the test names its own room.
const NO_ROOMS = { roomId: '', botId: '', suggestionsRoomId: '', userId: '' };

describe('umi', () => {
  it('says the time by two variables, else by the defaults', async () => {
    const room_id = await makeRoom(target, { mode: 'flow', flowId: flow.id });
    const { id } = await umi.makeChannel({ ...target, ...NO_ROOMS }, { room_id });
    const textOf = async (more: object) => {
      const messages = [umi.messageOf('hi', umi.makeThreadId())];
      const reply = await umi.openUmi(target).send(id, { messages, ...more });
      return lastTextOf(requireBody(reply, 201).chat_id);
    };
    expect(await textOf({})).toBe('maaliskuu 11:00 open');
    expect(await textOf({ variables: { locale: 'it', timezone: 'Asia/Tokyo' } })).toBe('marzo 18:00 open');
    expect(await textOf({ variables: { locale: 'Italian', timezone: 'home' } })).toBe('maaliskuu 11:00 open');
  });
});
