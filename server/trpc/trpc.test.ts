import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { appRouter } from './root';
import { createCallerFactory } from './trpc';

const makeCaller = createCallerFactory(appRouter);

describe('inputs', () => {
  let testEnv: TestEnv;
  beforeAll(async () => {
    testEnv = await openTestEnv();
  });
  afterAll(() => testEnv.close());

  const owner = () => ({
    type: 'user' as const,
    orgId: testEnv.orgId,
    userId: testEnv.orgId,
    role: 'owner' as const,
  });
  const call = (actor: ReturnType<typeof owner> | null) =>
    makeCaller({ platform: testEnv.platform, actor, requestId: 'test' });

  it.each(['a\0', '\ud800'])('are refused where no row could hold them: %j', async (search) => {
    await expect(call(owner()).flow.list({ search: 'ü' })).resolves.toMatchObject({ items: [] });
    await expect(call(owner()).flow.list({ search })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { problem: { details: { issues: [{ path: ['search'] }] } } },
    });
  });

  it('are not evaluated without a sign-in', async () => {
    await expect(call(null).flow.list({ search: 'a\0' })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
