import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { appRouter } from '@/server/trpc/root';
import { createCallerFactory } from '@/server/trpc/trpc';

let testEnv: TestEnv;
let mount: DirectMount;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform);
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

const refusals = () =>
  testEnv.platform.db.prisma.auditEntry.findMany({
    where: { action: 'scope.refused' },
    orderBy: { id: 'desc' },
  });

describe('a request without the required scope', () => {
  it('is recorded for a key, with address and user agent', async () => {
    const key = await makeKey(testEnv.platform, testEnv.orgId, ['flows:read']);
    const ask = (orgId: string) =>
      fetch(`${mount.baseUrl}/api/v1/orgs/${orgId}/rooms`, {
        headers: { authorization: `Bearer ${key}`, 'user-agent': 'nosy/1' },
      });
    expect((await ask(testEnv.orgId)).status).toBe(403);
    const [refused] = await refusals();
    expect(refused).toMatchObject({
      orgId: testEnv.orgId,
      actor: expect.stringMatching(/^key:/),
      after: { scope: 'channels:read', api: 'management', method: 'GET' },
      address: expect.stringContaining('127.0.0.1'),
      userAgent: 'nosy/1',
    });
    expect((await ask(testEnv.platform.ids.uuid(Date.now()))).status).toBe(403);
    expect((await refusals())[0]?.after).toMatchObject({ scope: 'another organization' });
    expect(JSON.stringify(await refusals())).not.toContain(key);
  });

  it('is recorded for a person in the console', async () => {
    const { platform, orgId } = testEnv;
    const userId = platform.ids.uuid(Date.now());
    await platform.db.prisma.user.create({ data: { id: userId, name: 'Ada', email: 'ada@example.test' } });
    const actor = { type: 'user' as const, orgId, userId, role: 'viewer' as const };
    const origin = { address: '203.0.113.9', userAgent: 'a browser' };
    const caller = createCallerFactory(appRouter)({ platform, actor, requestId: 'r', origin });
    await expect(caller.flow.create({ name: 'F' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await refusals())[0]).toMatchObject({
      actor: `user:${userId}`,
      name: 'Ada',
      after: { scope: 'flows:write', api: 'console', method: 'mutation', path: 'flow.create' },
      ...origin,
    });
  });
});
