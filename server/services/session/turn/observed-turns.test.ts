import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, type TestEnv } from '@/server/tools/test/platform';
import type { RoomMode } from '../../channel/channel-facts';
import type { ServiceContext } from '../../context';
import { deliverArrivals } from '../../event/deliver-arrivals';
import { emitEvent } from '../../event/emit-event';
import { fanOutEvents } from '../../event/fan-out-events';
import { setControl } from '../../thread/set-control';
import { changeVariables } from '../change-variables';
import { fireDueTimers } from '../effects/fire-due-timers';
import { endSession } from '../end-session';
import { expireOverdueSessions } from '../expire-overdue-sessions';
import { callingFlow, ECHO, EVENTS, TRANSFER, TWICE, waitingFlow } from '../fixtures/flows';
import {
  addObservedChannel,
  EXTERNAL_ID,
  observe,
  openConversation,
  openObservedEnv,
  sendText,
} from '../fixtures/observed-channel';

/* Everything that observers see of each kind of turn, in order: events, webhooks and the inbox. */

const LIMIT = { limit: 10 };

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;
let server: Server;

beforeAll(async () => {
  clock = createManualClock();
  testEnv = await openObservedEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end('{"text":"it"}'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await testEnv.close();
  server.close();
});
// The time of a turn shows which of two turns has set a column.
beforeEach(() => clock.advance(1_000));

const open = (flow: FlowDefinitionInput, mode?: RoomMode) => openConversation(testEnv, flow, mode);

const visitor = (text: string) => ({
  type: 'visitor' as const,
  lines: [{ content: { type: 'text' as const, text }, text }],
});
const person = (text: string) => ({ type: 'person' as const, text, sender: { id: 'bob', name: 'Bob' } });

const FREE = { control: 'flow', assigneeId: null, waitingSince: null };
const openCalling = () => open(callingFlow(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));

describe('a start', () => {
  it('reports the session, its messages, variables and status', async () => {
    const { sessionId } = await open(ECHO);
    expect(await observe(testEnv, sessionId)).toEqual({
      events: [
        '1-0 session.started ',
        '1-1 message.received #1 hello',
        '1-2 message.sent #2 Say something.',
        '1-3 variables.changed trigger',
        '1-4 status.changed awaiting_input',
      ],
      webhooks: ['1 started >awaiting_input flow>flow #1 #2'],
      inbox: { ...FREE, status: 'awaiting_input' },
    });
  });

  it('reports a status at the first and the last of several turns', async () => {
    const channelId = await addObservedChannel(testEnv, ECHO);
    const entries = [visitor('one'), person('two'), visitor('three')];
    const { session } = await sendText(ctx, channelId, '', { entries, close: true });
    expect(await observe(testEnv, session.id)).toEqual({
      events: [
        '1-0 session.started ',
        '1-1 message.received #1 one',
        '1-2 variables.changed trigger',
        '1-3 status.changed awaiting_transfer',
        '2-0 message.sent #2 two',
        '3-0 message.received #3 three',
        '4-0 status.changed ended',
      ],
      webhooks: ['4 started,person.replied,message,session.ended >ended flow>human #1 #2 #3'],
      inbox: { ...FREE, status: 'ended', control: 'human' },
    });
  });
});

describe('an input', () => {
  it('reports its answers, and no status that stays the same', async () => {
    const { channelId, sessionId } = await open(ECHO);
    await sendText(ctx, channelId, 'again');
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: [
        '2-0 message.received #3 again',
        '2-1 message.sent #4 You said: again',
        '2-2 message.sent #5 Say something.',
        '2-3 variables.changed said',
      ],
      webhooks: ['2 message awaiting_input>awaiting_input flow>flow #3 #4 #5'],
      inbox: { ...FREE, status: 'awaiting_input' },
    });
  });

  it('reports one status for several turns of one commit', async () => {
    const { channelId, sessionId } = await open(TWICE);
    await sendText(ctx, channelId, '', { entries: [visitor('one'), visitor('two')] });
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: [
        '2-0 message.received #3 one',
        '2-1 message.sent #4 Second?',
        '2-2 variables.changed first',
        '3-0 message.received #5 two',
        '3-1 message.sent #6 ',
        '3-2 variables.changed second',
        '3-3 status.changed completed',
      ],
      webhooks: ['3 message,message awaiting_input>completed flow>flow #3 #4 #5 #6'],
      inbox: { ...FREE, status: 'completed' },
    });
  });

  it('is recorded and not answered where it closes the session (thread/answers-the-last)', async () => {
    const { channelId, sessionId } = await open(ECHO);
    const entries = [visitor('one'), visitor('two')];
    await sendText(ctx, channelId, '', { entries, close: true });
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: ['2-0 message.received #3 one', '2-1 message.received #4 two', '2-2 status.changed ended'],
      webhooks: ['2 session.ended awaiting_input>ended flow>flow #3 #4'],
      inbox: { ...FREE, status: 'ended' },
    });
  });

  it('is not answered by the flow where a person has answered it (thread/answers-the-last)', async () => {
    const { channelId, sessionId } = await open(ECHO);
    const bot = { ...person('two'), takesControl: false };
    await sendText(ctx, channelId, '', { entries: [visitor('one'), bot, visitor('three')] });
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: [
        '2-0 message.received #3 one',
        '2-1 message.sent #4 two',
        '3-0 message.received #5 three',
        '3-1 message.sent #6 You said: three',
        '3-2 message.sent #7 Say something.',
        '3-3 variables.changed said',
      ],
      webhooks: ['3 person.replied,message awaiting_input>awaiting_input flow>flow #3 #4 #5 #6 #7'],
      inbox: { ...FREE, status: 'awaiting_input' },
    });
  });

  it('reports suggestions instead of messages where the flow only suggests', async () => {
    const { channelId, sessionId } = await open(ECHO, 'suggestions');
    const since = new Date(clock.now());
    clock.advance(1_000);
    await sendText(ctx, channelId, 'again');
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: ['2-0 message.received #2 again', '2-1 variables.changed said'],
      webhooks: ['2 message awaiting_input>awaiting_input flow>flow #2 You said: again Say something.'],
      inbox: { ...FREE, status: 'awaiting_input', waitingSince: since },
    });
  });
});

describe('a call', () => {
  it('reports the wait, then the response as a turn of its own', async () => {
    const { sessionId } = await openCalling();
    await testEnv.platform.sessions.calls.stop(5_000);
    expect(await observe(testEnv, sessionId)).toEqual({
      events: [
        '1-0 session.started ',
        '1-1 message.received #1 hello',
        '1-2 variables.changed trigger',
        '1-3 status.changed running',
        '2-0 message.sent #2 Got it.',
        '2-1 message.sent #3 Again?',
        '2-2 variables.changed answer',
        '2-3 status.changed awaiting_input',
      ],
      webhooks: [
        '1 started >running flow>flow #1',
        '2 effect.succeeded running>awaiting_input flow>flow #2 #3',
      ],
      inbox: { ...FREE, status: 'awaiting_input' },
    });
  });
});

describe('a timer', () => {
  it('reports the turn that follows it', async () => {
    const { sessionId } = await open(waitingFlow(60));
    clock.advance(60_000);
    expect(await fireDueTimers(testEnv.platform, LIMIT)).toBe(1);
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: ['2-0 message.sent #2 Time is over.', '2-1 message.sent #3 ', '2-2 status.changed completed'],
      webhooks: ['2 timer.fired awaiting_timer>completed flow>flow #2 #3'],
      inbox: { ...FREE, status: 'completed' },
    });
  });

  it('of control reports that the flow answers again, as no event of the session', async () => {
    const { channelId, sessionId } = await open(ECHO);
    const ref = { channelId, externalId: EXTERNAL_ID };
    await setControl(ctx, { ...ref, control: 'human', forMs: 60_000, waiting: true });
    const since = new Date(clock.now());
    expect((await observe(testEnv, sessionId)).inbox).toEqual({
      status: 'awaiting_input',
      control: 'human',
      assigneeId: null,
      waitingSince: since,
    });
    clock.advance(60_000);
    expect(await fireDueTimers(testEnv.platform, LIMIT)).toBe(1);
    expect(await observe(testEnv, sessionId, 2)).toEqual({
      events: [],
      webhooks: ['3 control.changed awaiting_input>awaiting_input human>flow'],
      inbox: { ...FREE, status: 'awaiting_input' },
    });
  });
});

describe('an event that arrives', () => {
  it('reports the turn that follows it', async () => {
    const { sessionId } = await open(EVENTS);
    expect((await observe(testEnv, sessionId)).events).toEqual([
      '1-0 session.started ',
      '1-1 message.received #1 hello',
      '1-2 variables.changed trigger',
      '1-3 event.emitted order.placed',
      '1-4 status.changed awaiting_event',
    ]);
    await emitEvent(ctx, { name: 'order.paid', payload: { amount: 12 } });
    await fanOutEvents(testEnv.platform, LIMIT);
    await deliverArrivals(testEnv.platform, LIMIT);
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: [
        '2-0 message.sent #2 Paid 12.',
        '2-1 message.sent #3 ',
        '2-2 variables.changed paid',
        '2-3 status.changed completed',
      ],
      webhooks: ['2 event.received awaiting_event>completed flow>flow #2 #3'],
      inbox: { ...FREE, status: 'completed' },
    });
  });
});

describe('a change of variables', () => {
  it('reports the variables', async () => {
    const { sessionId } = await open(ECHO);
    await changeVariables(ctx, { sessionId, set: { said: 'set', trigger: null } });
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: ['2-0 variables.changed trigger,said'],
      webhooks: ['2 variables.changed awaiting_input>awaiting_input flow>flow'],
      inbox: { ...FREE, status: 'awaiting_input' },
    });
  });
});

describe('the end of a session', () => {
  it('reports its status and ends the waiting', async () => {
    const { sessionId } = await open(TRANSFER);
    await endSession(ctx, { sessionId });
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: ['2-0 status.changed ended'],
      webhooks: ['2 session.ended awaiting_transfer>ended flow>flow'],
      inbox: { ...FREE, status: 'ended' },
    });
  });

  it('at its expiry reports its status, without a webhook', async () => {
    const { sessionId } = await open(ECHO);
    const expiresAt = new Date(clock.now() + 1_000);
    await testEnv.platform.db.prisma.session.updateMany({ where: { id: sessionId }, data: { expiresAt } });
    clock.advance(1_000);
    expect(await expireOverdueSessions(testEnv.platform, LIMIT)).toBe(1);
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: ['2-0 status.changed expired'],
      webhooks: [],
      inbox: { ...FREE, status: 'expired' },
    });
  });
});
