import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServiceContext } from '@/server/services/context';
import { publishNext } from '@/server/services/migration/fixtures/versions';
import { migrateSession } from '@/server/services/migration/migrate-session';
import { endSession } from '@/server/services/session/end-session';
import { TRANSFER } from '@/server/services/session/fixtures/flows';
import { addObservedChannel, openObservedEnv } from '@/server/services/session/fixtures/observed-channel';
import { sendToThread } from '@/server/services/thread/send/send-to-thread';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, type TestEnv } from '@/server/tools/test/platform';
import { toControlQueueId } from '../control-queue';
import { replayDeliveries } from '../replay-deliveries';
import type { TurnWebhookEvent } from './webhook-renderer';

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;

beforeAll(async () => {
  clock = createManualClock();
  testEnv = await openObservedEnv({ clock });
  const { platform } = testEnv;
  // Everything that a renderer is given, in a body; the end of a session goes its own way.
  platform.renderers = { ...platform.renderers, umi: renderAll };
  ctx = actIn(platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

function renderAll({ channel, titles, at, ...turn }: TurnWebhookEvent) {
  const isControl = turn.events.includes('session.ended');
  return [
    {
      event: 'turn',
      body: JSON.stringify({ ...turn, channelId: channel.id, title: titles.flow }),
      isControl,
    },
  ];
}

/** Holds a conversation on a channel, and returns the id of its session. */
async function converse(channelId: string): Promise<string> {
  const say = (text: string, more: { waitMs: number; direct?: true }) => {
    const lines = [{ content: { type: 'text' as const, text }, text }];
    const entries = [{ type: 'visitor' as const, lines }];
    return sendToThread(ctx, { channelId, externalId: 'visitor-1', entries, ...more });
  };
  // The answer is in the response, and so in no webhook.
  const { session } = await say('hello', { waitMs: 5_000, direct: true });
  clock.advance(10);
  await say('more', { waitMs: 0 });
  clock.advance(10);
  await endSession(ctx, { sessionId: session.id });
  return session.id;
}

it('renders the turns of a channel that had no webhook as it would have rendered them at once', async () => {
  const { prisma } = testEnv.platform.db;
  const [heard, deaf] = [
    await addObservedChannel(testEnv, TRANSFER),
    await addObservedChannel(testEnv, TRANSFER),
  ];
  await prisma.channel.updateMany({ where: { id: deaf }, data: { webhookUrl: null } });
  const [one, other] = [await converse(heard), await converse(deaf)];
  await prisma.channel.updateMany({ where: { id: deaf }, data: { webhookUrl: 'http://127.0.0.1:9/never' } });
  testEnv.platform.channels.invalidate();
  await replayDeliveries(ctx, { channelId: deaf, since: new Date(0) });
  const list = async (sessionId: string) => {
    const { threadId } = await prisma.session.findFirstOrThrow({ where: { id: sessionId } });
    const rows = await prisma.delivery.findMany({ where: { sessionId }, orderBy: [{ turnNo: 'asc' }] });
    return rows.map(({ turnNo, event, body, queueId }) => ({
      ...{ turnNo, event, isControl: queueId === toControlQueueId(threadId ?? '') },
      body: toComparable(body),
    }));
  };
  const expected = await list(one);
  expect(expected.length).toBeGreaterThan(2);
  expect(expected.map(({ isControl }) => isControl)).toEqual([...expected.slice(1).map(() => false), true]);
  expect(await list(other)).toEqual(expected);
});

it('renders nothing of a move to another version (move/unseen)', async () => {
  const { prisma } = testEnv.platform.db;
  const channelId = await addObservedChannel(testEnv, TRANSFER);
  const lines = [{ content: { type: 'text' as const, text: 'hello' }, text: 'hello' }];
  const entries = [{ type: 'visitor' as const, lines }];
  const { session } = await sendToThread(ctx, { channelId, externalId: 'visitor-2', entries, waitMs: 0 });
  await publishNext(ctx, session.flowId, { ...TRANSFER, locale: 'en-GB' });
  clock.advance(10);
  await migrateSession(ctx, { sessionId: session.id });
  const count = () => prisma.delivery.count({ where: { sessionId: session.id } });
  const before = await count();
  expect(before).toBeGreaterThan(0);
  await replayDeliveries(ctx, { channelId, since: new Date(0) });
  expect(await count()).toBe(before);
});

/** What two equal conversations have in common. */
function toComparable(body: string): unknown {
  const names = new Map<string, string>();
  const text = body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
    if (!names.has(id)) names.set(id, `id ${names.size}`);
    return names.get(id) ?? '';
  });
  // A replay has the session as it is now.
  const { session, messages, ...turn } = JSON.parse(text);
  return {
    ...turn,
    status: session.status,
    messages: messages.map(({ createdAt, ...message }: { createdAt: string }) => message),
  };
}
