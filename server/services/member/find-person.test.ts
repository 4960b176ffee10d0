import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { ECHO } from '../session/fixtures/flows';
import { findPerson } from './find-person';

let testEnv: TestEnv;
let ctx: ServiceContext;
let userId: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
  const { orgId, platform } = testEnv;
  const { db, ids } = platform;
  userId = ids.uuid(Date.now());
  await db.prisma.user.create({ data: { id: userId, name: 'Ada', email: 'ada@example.test' } });
  await db.prisma.member.create({ data: { orgId, userId, role: 'agent' } });
  const key = { type: 'apiKey' as const, orgId, keyId: userId, scopes: [], channelId: userId };
  ctx = actIn(platform, orgId, key);
});
afterAll(() => testEnv.close());

describe('findPerson', () => {
  it('finds members and flows, and distinguishes them', async () => {
    const person = { id: userId, name: 'Ada', email: 'ada@example.test', isBot: false };
    expect(await findPerson(ctx, userId)).toEqual(person);
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    expect(await findPerson(ctx, flowId)).toEqual({
      id: flowId,
      name: 'Test flow',
      email: null,
      isBot: true,
    });
  });

  it('finds nobody by a malformed id, and nobody of another organization', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const { flowId } = await addFlow(testEnv.platform.db, orgId, ECHO);
    const other = actIn(testEnv.platform, orgId);
    expect(
      await Promise.all([findPerson(ctx, 'Ada'), findPerson(ctx, flowId), findPerson(other, userId)]),
    ).toEqual([null, null, null]);
  });

  it('refuses visitors', async () => {
    const { orgId, platform } = testEnv;
    const visitor = actIn(platform, orgId, { type: 'visitor', orgId, channelId: userId, threadId: null });
    await expect(findPerson(visitor, userId)).rejects.toMatchObject({ code: 'permission_denied' });
  });
});
