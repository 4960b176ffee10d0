import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { randomIds } from '@/server/gateways/ids';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { handBack } from '../../inbox/hand-back';
import { replyToConversation } from '../../inbox/reply-to-conversation';
import { takeConversation } from '../../inbox/take-conversation';
import { resolveThread } from '../../thread/resolve-thread';
import { ECHO, TRANSFER } from '../fixtures/flows';
import {
  EXTERNAL_ID,
  observe,
  openConversation,
  openObservedEnv,
  sendText,
} from '../fixtures/observed-channel';
import { sendInput } from '../send-input';

/* Everything that observers see of turns with people, in order: events, webhooks and the inbox. */

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;
let ada: ServiceContext;
let adaId: string;

beforeAll(async () => {
  clock = createManualClock();
  testEnv = await openObservedEnv({ clock });
  const { orgId, platform } = testEnv;
  ctx = actIn(platform, orgId);
  adaId = randomIds.uuid(Date.now());
  await platform.db.prisma.user.create({ data: { id: adaId, name: 'Ada', email: 'ada@example.test' } });
  await platform.db.prisma.member.create({ data: { orgId, userId: adaId, role: 'agent' } });
  ada = actIn(platform, orgId, { type: 'user', orgId, userId: adaId, role: 'agent' });
});
afterAll(() => testEnv.close());
// The time of a turn shows which of two turns has set a column.
beforeEach(() => clock.advance(1_000));

const open = (flow: FlowDefinitionInput) => openConversation(testEnv, flow);

/** Opens a conversation that Ada has taken over, two turns long. */
async function openTaken(flow: FlowDefinitionInput) {
  const opened = await open(flow);
  await takeConversation(ada, opened);
  return opened;
}

const FREE = { control: 'flow', assigneeId: null, waitingSince: null };

describe('a transfer', () => {
  it('puts the visitor into the queue', async () => {
    const { sessionId } = await open(TRANSFER);
    expect(await observe(testEnv, sessionId)).toEqual({
      events: [
        '1-0 session.started ',
        '1-1 message.received #1 hello',
        '1-2 message.sent #2 One moment.',
        '1-3 variables.changed trigger',
        '1-4 status.changed awaiting_transfer',
      ],
      webhooks: ['1 started >awaiting_transfer flow>flow #1 #2'],
      inbox: { ...FREE, status: 'awaiting_transfer', waitingSince: new Date(clock.now()) },
    });
  });

  it('that an API call completes releases its assignee', async () => {
    const { sessionId } = await openTaken(TRANSFER);
    expect((await observe(testEnv, sessionId)).inbox.assigneeId).toBe(adaId);
    await sendInput(ctx, { sessionId, input: { type: 'transferResult', status: 'success' } });
    expect(await observe(testEnv, sessionId, 2)).toEqual({
      events: [
        '3-0 message.received #3 success',
        '3-1 message.sent #4 It went well.',
        '3-2 message.sent #5 ',
        '3-3 status.changed completed',
      ],
      webhooks: ['3 transfer.completed awaiting_transfer>completed human>human #3 #4 #5'],
      inbox: { ...FREE, status: 'completed', control: 'human' },
    });
  });

  it('that is resolved continues the flow', async () => {
    const { channelId, sessionId } = await open(TRANSFER);
    await resolveThread(ctx, { channelId, externalId: EXTERNAL_ID });
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: [
        '2-0 message.received #3 success',
        '2-1 message.sent #4 It went well.',
        '2-2 message.sent #5 ',
        '2-3 status.changed completed',
      ],
      webhooks: ['2 transfer.completed awaiting_transfer>completed flow>flow #3 #4 #5'],
      inbox: { ...FREE, status: 'completed' },
    });
  });
});

describe('a person', () => {
  it('who takes a conversation over ends the waiting', async () => {
    const { sessionId } = await openTaken(TRANSFER);
    expect(await observe(testEnv, sessionId, 1)).toEqual({
      events: [],
      webhooks: ['2 control.changed awaiting_transfer>awaiting_transfer flow>human'],
      inbox: { status: 'awaiting_transfer', control: 'human', assigneeId: adaId, waitingSince: null },
    });
  });

  it('who replies is reported as a sender', async () => {
    const { sessionId } = await openTaken(TRANSFER);
    await replyToConversation(ada, { sessionId, text: 'Hi, Ada here.' });
    expect(await observe(testEnv, sessionId, 2)).toEqual({
      events: ['3-0 message.sent #3 Hi, Ada here.'],
      webhooks: ['3 person.replied awaiting_transfer>awaiting_transfer human>human #3'],
      inbox: { status: 'awaiting_transfer', control: 'human', assigneeId: adaId, waitingSince: null },
    });
  });

  it('who has control keeps the flow silent, and the visitor waits', async () => {
    const { channelId, sessionId } = await openTaken(ECHO);
    clock.advance(1_000);
    await sendText(ctx, channelId, 'anyone?');
    const waitingSince = new Date(clock.now());
    expect(await observe(testEnv, sessionId, 2)).toEqual({
      events: ['3-0 message.received #3 anyone?'],
      webhooks: ['3 message awaiting_input>awaiting_input human>human #3'],
      inbox: { status: 'awaiting_input', control: 'human', assigneeId: adaId, waitingSince },
    });
  });

  it('who hands back with a result reports one status for both turns', async () => {
    const { sessionId } = await openTaken(TRANSFER);
    await handBack(ada, { sessionId, outcome: 'success' });
    expect(await observe(testEnv, sessionId, 2)).toEqual({
      events: [
        '4-0 message.received #3 success',
        '4-1 message.sent #4 It went well.',
        '4-2 message.sent #5 ',
        '4-3 status.changed completed',
      ],
      webhooks: ['4 control.changed,transfer.completed awaiting_transfer>completed human>flow #3 #4 #5'],
      inbox: { ...FREE, status: 'completed' },
    });
  });
});
