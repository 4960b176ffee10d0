import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { deleteSavedView, listSavedViews, saveView } from './saved-views';

let testEnv: TestEnv;
let ada: ServiceContext;
let bob: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  [ada, bob] = [await addMember(testEnv.orgId), await addMember(testEnv.orgId)];
});
afterAll(() => testEnv.close());

async function addMember(orgId: string): Promise<ServiceContext> {
  const { platform } = testEnv;
  const userId = platform.ids.uuid(Date.now());
  await platform.db.prisma.user.create({ data: { id: userId, name: 'A', email: `${userId}@example.test` } });
  await platform.db.prisma.member.create({ data: { orgId, userId, role: 'viewer' } });
  return actIn(platform, orgId, { type: 'user', orgId, userId, role: 'viewer' });
}

describe('saved views', () => {
  it('belong to their member, by page and name; saving again replaces one', async () => {
    await saveView(ada, { page: 'sessions', name: ' Failed ', query: 'status=failed' });
    await saveView(ada, { page: 'deliveries', name: 'Failed', query: 'status=dead' });
    await saveView(ada, { page: 'sessions', name: 'Failed', query: 'status=failed&test=none' });
    expect(await listSavedViews(ada)).toMatchObject([
      { page: 'deliveries', name: 'Failed', query: 'status=dead' },
      { page: 'sessions', name: 'Failed', query: 'status=failed&test=none' },
    ]);
    expect(await listSavedViews(bob)).toEqual([]);
    const elsewhere = await addMember(await addOrganization(testEnv.platform.db));
    const [{ id = '' } = {}] = await listSavedViews(ada);
    const notFound = { code: 'not_found' };
    await expect(deleteSavedView(bob, { id })).rejects.toMatchObject(notFound);
    await expect(deleteSavedView(elsewhere, { id })).rejects.toMatchObject(notFound);
    await deleteSavedView(ada, { id });
    expect(await listSavedViews(ada)).toHaveLength(1);
  });

  it.each([
    [{ page: 'sessions' as const, name: ' ', query: '' }, 'name'],
    [{ page: 'sessions' as const, name: 'x'.repeat(61), query: '' }, 'name'],
    [{ page: 'sessions' as const, name: 'x', query: 'y'.repeat(2_001) }, 'query'],
  ])('%# is refused', async (view, field) => {
    await expect(saveView(ada, view)).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: [field] }] } },
    });
  });

  it('are at most 100 for a member, and the last one can be replaced', async () => {
    const save = (n: number) => saveView(bob, { page: 'sessions', name: `View ${n}`, query: `flow=${n}` });
    for (let n = 0; n < 100; n += 1) await save(n);
    await expect(save(100)).rejects.toMatchObject({ code: 'limit_exceeded' });
    await save(99);
    expect(await listSavedViews(bob)).toHaveLength(100);
  });
});
