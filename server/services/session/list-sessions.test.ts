import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestFlow,
} from '@/server/tools/test/platform';
import { createChannel } from '../channel/create-channel';
import type { ServiceContext } from '../context';
import { sendToThread } from '../thread/send/send-to-thread';
import { endSession } from './end-session';
import { ECHO, HELLO } from './fixtures/flows';
import { type ListSessions, listSessions } from './list-sessions';
import { sendInput } from './send-input';
import { startSession } from './start-session';

const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
let echo: TestFlow;
let hello: TestFlow;
/** The newest first. */
const ids: string[] = [];

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  hello = await addFlow(testEnv.platform.db, testEnv.orgId, HELLO);
  for (let n = 0; n < 5; n += 1) {
    clock.advance(1_000);
    const { flowId } = n === 2 ? hello : echo;
    const { session } = await startSession(ctx, {
      flowId,
      channel: n === 1 ? 'web' : 'api',
      externalId: `order-${n}`,
    });
    ids.unshift(session.id);
  }
});
afterAll(() => testEnv.close());

async function find(filter: Omit<ListSessions, 'limit'>): Promise<string[]> {
  return (await listSessions(ctx, { limit: 50, ...filter })).items.map(({ id }) => id);
}

describe('listSessions', () => {
  it('pages from the newest to the oldest', async () => {
    const first = await listSessions(ctx, { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await listSessions(ctx, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    const third = await listSessions(ctx, { limit: 2, cursor: second.nextCursor ?? '' });
    expect(third).toMatchObject({ items: [{ id: ids[4] }], nextCursor: null });
    await expect(listSessions(ctx, { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('finds those that started in a range of time', async () => {
    const startOf = async (id: string | undefined) =>
      (await listSessions(ctx, { limit: 50 })).items.find((item) => item.id === id)?.createdAt;
    const [createdSince, createdBefore] = [await startOf(ids[3]), await startOf(ids[1])];
    expect(await find({ createdSince })).toEqual(ids.slice(0, 4));
    expect(await find({ createdBefore })).toEqual(ids.slice(2));
    expect(await find({ createdSince, createdBefore, flowId: echo.flowId })).toEqual([ids[3]]);
    expect(await find({ createdSince: createdBefore, createdBefore: createdSince })).toEqual([]);
  });

  it('returns the fields of a summary', async () => {
    const { items } = await listSessions(ctx, { limit: 50 });
    expect(items[0]).toMatchObject({
      status: 'awaiting_input',
      flowName: 'Test flow',
      flowSlug: echo.slug,
      versionNumber: 1,
    });
    expect(items[0]).toMatchObject({
      lastText: 'Say something.',
      nodeId: 'ask',
      control: 'flow',
      failure: null,
      output: null,
    });
    expect(items[2]).toMatchObject({ status: 'completed', lastText: 'Done.', output: { ok: true } });
    expect(items[0]).not.toHaveProperty('state');
    expect(items[0]).not.toHaveProperty('orgId');
  });

  it('filters', async () => {
    expect(await find({ status: ['completed'] })).toEqual([ids[2]]);
    expect(await find({ status: ['completed', 'awaiting_input'] })).toEqual(ids);
    expect(await find({ flowId: hello.flowId })).toEqual([ids[2]]);
    expect(await find({ flowId: 'nonsense' })).toEqual([]);
    expect(await find({ channel: 'web' })).toEqual([ids[3]]);
    expect(await find({ isTest: true })).toEqual([]);
    expect(await find({ isTest: false, channel: 'api' })).toHaveLength(4);
  });

  it('filters by channel and by waiting, and finds a thread with its person', async () => {
    const { prisma } = testEnv.platform.db;
    const { orgId } = testEnv;
    const channel = await createChannel(ctx, { kind: 'flowrest', name: 'Shop', flowId: echo.flowId });
    const { thread, session } = await sendToThread(ctx, {
      channelId: channel.channel.id,
      externalId: 'cart-7',
      profile: { fullName: 'Ada Lovelace' },
      entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: 'Hi' }, text: 'Hi' }] }],
      waitMs: 0,
    });
    const { items } = await listSessions(ctx, { limit: 50, channel: channel.channel.id });
    expect(items).toMatchObject([
      {
        id: session.id,
        channel: 'flowrest',
        channelName: 'Shop',
        person: 'Ada Lovelace',
        externalId: 'cart-7',
      },
    ]);
    expect(await find({ channel: 'flowrest' })).toEqual([session.id]);
    expect(await find({ channel: 'flowrest', flowId: echo.flowId })).toEqual([session.id]);
    expect(await find({ channel: 'flowrest', status: ['awaiting_input'] })).toEqual([session.id]);
    expect(await find({ channel: 'flowrest', search: 'cart-7' })).toEqual([session.id]);
    expect(await find({ channel: 'umi' })).toEqual([]);
    expect(await find({ search: thread.id })).toEqual([session.id]);
    expect(await find({ search: 'cart-7' })).toEqual([session.id]);
    expect(await find({ waiting: true })).toEqual([]);
    await prisma.session.updateMany({ where: { orgId, id: session.id }, data: { waitingSince: new Date() } });
    expect(await find({ waiting: true })).toEqual([session.id]);
    expect(await find({ waiting: true, channel: 'flowrest' })).toEqual([session.id]);
    expect(await find({ waiting: true, status: ['awaiting_input', 'failed'] })).toEqual([session.id]);
    expect(await find({ waiting: false })).toEqual(ids);
    await prisma.thread.updateMany({ where: { orgId, sessionId: session.id }, data: { sessionId: null } });
    await prisma.session.delete({ where: { orgId_id: { orgId, id: session.id } } });
  });

  it('pages through several statuses as one list', async () => {
    const status = ['completed' as const, 'awaiting_input' as const];
    const first = await listSessions(ctx, { limit: 3, status });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    const second = await listSessions(ctx, { limit: 3, status, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(3));
  });

  it('searches ids, external ids and messages', async () => {
    const [newest = '', , , , oldest = ''] = ids;
    await sendInput(ctx, { sessionId: oldest, input: { type: 'text', text: 'Where is my 100% wool hat?' } });
    expect(await find({ search: newest })).toEqual([newest]);
    expect(await find({ search: newest.slice(-8) })).toEqual([newest]);
    expect(await find({ search: newest.slice(0, 3) })).toEqual([]);
    expect(await find({ search: 'order-1' })).toEqual([ids[3]]);
    expect(await find({ search: 'ORDER' })).toEqual(ids);
    expect(await find({ search: 'wool HAT' })).toEqual([oldest]);
    expect(await find({ search: '100%' })).toEqual([oldest]);
    expect(await find({ search: '100%hat' })).toEqual([]);
    expect(await find({ search: '  ' })).toEqual(ids);
  });

  it('lists only its own organization', async () => {
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    expect(await listSessions(stranger, { limit: 50 })).toEqual({ items: [], nextCursor: null });
    expect(await listSessions(stranger, { limit: 50, search: ids[0] })).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  it('lists ended sessions with their status', async () => {
    const [newest = ''] = ids;
    await endSession(ctx, { sessionId: newest });
    expect(await find({ status: ['ended'] })).toEqual([newest]);
  });
});
