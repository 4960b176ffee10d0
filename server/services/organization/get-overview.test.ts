import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryStatus } from '@/server/db/statement/checked-values';
import type { SessionStatus } from '@/server/services/session/view';
import type { Role } from '@/server/shared/scopes';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestFlow,
} from '@/server/tools/test/platform';
import { getOverview } from './get-overview';

const NOW = Date.parse('2026-03-01T12:00:30Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let testEnv: TestEnv;
let flow: TestFlow;

beforeEach(async () => {
  testEnv = await openTestEnv({ clock: { now: () => NOW } });
  flow = await addFlow(testEnv.platform.db, testEnv.orgId, {
    start: 'end',
    nodes: [{ id: 'end', kind: 'end' }],
  } as never);
});
afterEach(() => testEnv.close());

const ago = (ms: number) => new Date(NOW - ms);
const overviewAs = (role: Role) =>
  getOverview(
    actIn(testEnv.platform, testEnv.orgId, {
      type: 'user',
      orgId: testEnv.orgId,
      userId: 'u',
      role,
      authenticatedAt: new Date(),
    }),
  );

type Sample = {
  status: SessionStatus;
  startedMs: number;
  finishedMs?: number;
  isTest?: boolean;
  expiresInMs?: number;
  waitingMs?: number;
};

async function addSession(sample: Sample): Promise<string> {
  const { status, startedMs, finishedMs, isTest = false, expiresInMs, waitingMs } = sample;
  const id = testEnv.platform.ids.uuid(NOW);
  const failure = { code: 'loop', message: 'It went round.', nodeId: 'end' };
  await testEnv.platform.db.prisma.session.create({
    data: {
      orgId: testEnv.orgId,
      id,
      flowId: flow.flowId,
      versionId: flow.versionId,
      status,
      isTest,
      state: status === 'failed' ? { failure } : {},
      turnNo: 1,
      messageCount: 0,
      createdAt: ago(startedMs),
      lastActivityAt: ago(startedMs),
      expiresAt: expiresInMs === undefined ? null : ago(-expiresInMs),
      finishedAt: finishedMs === undefined ? null : ago(finishedMs),
      waitingSince: waitingMs === undefined ? null : ago(waitingMs),
    },
  });
  return id;
}

async function addChannel(name: string, disabledMs?: number): Promise<string> {
  const id = testEnv.platform.ids.uuid(NOW);
  const webhookDisabledAt = disabledMs === undefined ? null : ago(disabledMs);
  await testEnv.platform.db.prisma.channel.create({
    data: { orgId: testEnv.orgId, id, kind: 'flowrest', name, webhookDisabledAt },
  });
  return id;
}

async function addDelivery(channelId: string, status: DeliveryStatus, ageMs: number): Promise<void> {
  const { db, ids } = testEnv.platform;
  await db.prisma.delivery.create({
    data: {
      orgId: testEnv.orgId,
      id: ids.uuid(NOW),
      no: 1n,
      queueId: channelId,
      channelId,
      event: 'message',
      body: '{}',
      status,
      lastError: status === 'dead' ? 'answered 500' : null,
      createdAt: ago(ageMs),
      settledAt: status === 'pending' ? null : ago(ageMs),
    },
  });
}

describe('the overview', () => {
  it('names the longest handovers of sessions without a channel', async () => {
    const [startedMs, status] = [2 * HOUR, 'awaiting_transfer'] as const;
    await addSession({ status, startedMs: HOUR });
    const longest = await addSession({ status, startedMs });
    await addSession({ status, startedMs, isTest: true });
    await addSession({ status, startedMs, expiresInMs: -MINUTE });
    await addSession({ status: 'awaiting_input', startedMs });
    const channelId = await addChannel('Shop');
    const ofChannel = await addSession({ status, startedMs, waitingMs: HOUR });
    const { session } = testEnv.platform.db.prisma;
    await session.updateMany({ where: { id: ofChannel }, data: { channelId } });
    const { handovers } = await overviewAs('agent');
    expect(handovers.count).toBe(2);
    expect(handovers.longest[0]).toEqual({
      ...{ id: longest, flowName: 'Test flow', externalId: null, since: ago(startedMs) },
    });
  });

  it('counts live sessions by status, without test sessions and expired ones', async () => {
    await addSession({ status: 'awaiting_input', startedMs: 3 * HOUR, expiresInMs: HOUR });
    await addSession({ status: 'awaiting_timer', startedMs: 50 * HOUR });
    await addSession({ status: 'awaiting_input', startedMs: 2 * HOUR, expiresInMs: -MINUTE });
    await addSession({ status: 'awaiting_input', startedMs: 3 * HOUR, isTest: true });
    const { live, byStatus } = await overviewAs('viewer');
    expect(live).toBe(2);
    expect(byStatus).toHaveLength(2);
    expect(byStatus).toContainEqual({ status: 'awaiting_timer', sessions: 1 });
  });

  it('counts the live sessions at the end of each minute of the last hour', async () => {
    await addSession({ status: 'awaiting_input', startedMs: 2 * HOUR });
    await addSession({ status: 'awaiting_input', startedMs: 2 * MINUTE });
    await addSession({ status: 'completed', startedMs: 2 * HOUR, finishedMs: 10 * MINUTE });
    await addSession({ status: 'completed', startedMs: 5 * MINUTE, finishedMs: 5 * MINUTE });
    const { liveByMinute } = await overviewAs('viewer');
    expect(liveByMinute).toHaveLength(60);
    expect(liveByMinute.at(-1)).toBe(2);
    expect(liveByMinute.at(-3)).toBe(2);
    expect(liveByMinute.at(-4)).toBe(1);
    expect(liveByMinute.at(-11)).toBe(1);
    expect(liveByMinute.at(-12)).toBe(2);
    expect(liveByMinute.at(0)).toBe(2);
  });

  it('names recent failures and the longest waiting people', async () => {
    await addSession({ status: 'failed', startedMs: 30 * HOUR, finishedMs: 25 * HOUR });
    const failed = await addSession({ status: 'failed', startedMs: 30 * HOUR, finishedMs: HOUR });
    await addSession({ status: 'awaiting_input', startedMs: HOUR, waitingMs: MINUTE });
    const longest = await addSession({ status: 'awaiting_transfer', startedMs: HOUR, waitingMs: HOUR });
    const overview = await overviewAs('agent');
    expect(overview.failed.count).toBe(1);
    expect(overview.failed.latest).toMatchObject([
      { id: failed, flowName: 'Test flow', failure: { code: 'loop' } },
    ]);
    expect(overview.waiting.count).toBe(2);
    expect(overview.waiting.longest[0]).toMatchObject({ sessionId: longest, waitingSince: ago(HOUR) });
  });

  it('finds channels whose webhooks fail', async () => {
    const bad = await addChannel('Bad');
    const good = await addChannel('Good');
    await addChannel('Gone', HOUR);
    for (const age of [HOUR, 2 * HOUR, 25 * HOUR]) await addDelivery(bad, 'dead', age);
    await addDelivery(bad, 'pending', 2 * MINUTE);
    await addDelivery(good, 'pending', MINUTE / 2);
    await addDelivery(good, 'delivered', 5 * MINUTE);
    const { deliveries } = await overviewAs('viewer');
    expect(deliveries).toMatchObject({ dead: 2, late: 1 });
    expect(deliveries?.channels).toMatchObject([
      { name: 'Bad', dead: 2, late: 1, disabledAt: null },
      { name: 'Gone', dead: 0, late: 0, disabledAt: ago(HOUR) },
    ]);
  });

  it('hides deliveries from agents, and everything from other organizations', async () => {
    const channel = await addChannel('Bad');
    await addDelivery(channel, 'dead', HOUR);
    await addSession({ status: 'failed', startedMs: HOUR, finishedMs: HOUR });
    await addSession({ status: 'awaiting_input', startedMs: HOUR, waitingMs: HOUR });
    expect((await overviewAs('agent')).deliveries).toBeNull();
    const elsewhere = await addOrganization(testEnv.platform.db);
    expect(await getOverview(actIn(testEnv.platform, elsewhere))).toMatchObject({
      live: 0,
      failed: { count: 0 },
      waiting: { count: 0 },
      deliveries: { dead: 0, late: 0, channels: [] },
    });
  });

  it('requires the scope sessions:read', async () => {
    const { orgId } = testEnv;
    const key = { type: 'apiKey', orgId, keyId: 'k', scopes: ['flows:read'], channelId: null } as const;
    await expect(getOverview(actIn(testEnv.platform, orgId, key))).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});
