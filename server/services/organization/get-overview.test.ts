import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionStatus } from '@/server/services/session/view';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestStage,
  type TestFlow,
  type TestStage,
} from '@/server/tools/test-platform';
import { getOverview } from './get-overview';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the overview', () => {
  let stage: TestStage;
  let flow: TestFlow;
  beforeAll(async () => {
    stage = await openTestStage({ clock: { now: () => NOW } });
    flow = await addFlow(stage.platform.db, stage.orgId, {
      start: 'end',
      nodes: [{ id: 'end', kind: 'end' }],
    } as never);
  });
  afterAll(() => stage.close());

  type Sample = { ageMs: number; status: SessionStatus; trial?: boolean; expiresInMs?: number };

  async function addSession({ ageMs, status, trial = false, expiresInMs }: Sample): Promise<void> {
    const { ids, db } = stage.platform;
    const createdAt = new Date(NOW - ageMs);
    const over = ['completed', 'ended', 'expired', 'failed'].includes(status);
    await db.prisma.session.create({
      data: {
        orgId: stage.orgId,
        id: ids.uuid(NOW),
        flowId: flow.flowId,
        versionId: flow.versionId,
        status,
        trial,
        state: {},
        turnNo: 1,
        messageCount: 0,
        createdAt,
        lastActivityAt: createdAt,
        expiresAt: expiresInMs === undefined ? null : new Date(NOW + expiresInMs),
        finishedAt: over ? createdAt : null,
      },
    });
  }

  it('counts what lives now and what each hour started, without trials and other organizations', async () => {
    const samples: Sample[] = [
      { ageMs: MINUTE, status: 'awaiting_input', expiresInMs: HOUR },
      { ageMs: 2 * MINUTE, status: 'awaiting_transfer' },
      { ageMs: 50 * HOUR, status: 'awaiting_timer' },
      { ageMs: 2 * HOUR, status: 'awaiting_input', expiresInMs: -MINUTE },
      { ageMs: MINUTE, status: 'awaiting_input', trial: true },
      { ageMs: 90 * MINUTE, status: 'failed' },
      { ageMs: 90 * MINUTE, status: 'completed' },
      { ageMs: 25 * HOUR, status: 'failed' },
    ];
    for (const sample of samples) await addSession(sample);
    const overview = await getOverview(actIn(stage.platform, stage.orgId));
    expect(overview).toMatchObject({ live: 3, awaitingPerson: 1 });
    expect(overview.hours).toHaveLength(24);
    expect(overview.hours.at(-1)).toEqual({
      startsAt: new Date(NOW - HOUR),
      started: 2,
      completed: 0,
      failed: 0,
    });
    expect(overview.hours.at(-2)).toMatchObject({ started: 2, completed: 1, failed: 1 });
    expect(overview.hours.at(-3)).toMatchObject({ started: 1, failed: 0 });
    const elsewhere = await addOrganization(stage.platform.db);
    expect(await getOverview(actIn(stage.platform, elsewhere))).toMatchObject({ live: 0, awaitingPerson: 0 });
  });

  it('is for those who may read sessions', async () => {
    const { orgId } = stage;
    const ctx = actIn(stage.platform, orgId, {
      type: 'apiKey',
      orgId,
      keyId: 'k',
      scopes: ['flows:read'],
      channelId: null,
    });
    await expect(getOverview(ctx)).rejects.toMatchObject({ code: 'permission_denied' });
  });
});
