import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/server/shared/scopes';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { changeSettings, getSettings } from './settings';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

const as = (role: Role): ServiceContext => {
  const { orgId, platform } = testEnv;
  return actIn(platform, orgId, {
    type: 'user',
    orgId,
    userId: platform.ids.uuid(Date.now()),
    role,
    authenticatedAt: new Date(),
  });
};

describe('the settings of an organization', () => {
  it('change one by one, and the log records their old values', async () => {
    const owner = as('owner');
    expect(await getSettings(owner)).toMatchObject({ name: 'Test', retentionDays: null });
    await changeSettings(owner, { retentionDays: 30 });
    await changeSettings(owner, { name: ' Airline ' });
    expect(await getSettings(as('viewer'))).toMatchObject({ name: 'Airline', retentionDays: 30 });
    await changeSettings(owner, { retentionDays: null });
    const { items } = await listAudit(owner, { thing: 'organization', limit: 10 });
    expect(items.map(({ before, after }) => [before, after])).toEqual([
      [{ retentionDays: 30 }, { retentionDays: null }],
      [{ name: 'Test' }, { name: 'Airline' }],
      [{ retentionDays: null }, { retentionDays: 30 }],
    ]);
  });

  it('without a change are not logged', async () => {
    const owner = as('owner');
    const before = await listAudit(owner, { thing: 'organization', limit: 50 });
    const { name } = await getSettings(owner);
    await changeSettings(owner, { name });
    const after = await listAudit(owner, { thing: 'organization', limit: 50 });
    expect(after.items).toHaveLength(before.items.length);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ retentionDays: 0 }, 'retentionDays'],
    [{ retentionDays: 1.5 }, 'retentionDays'],
    [{ retentionDays: 3_651 }, 'retentionDays'],
  ])('%j is refused', async (change, field) => {
    await expect(changeSettings(as('admin'), change)).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: [field] }] } },
    });
  });

  it('can be changed by admins and owners of the organization', async () => {
    for (const role of ['editor', 'agent', 'viewer'] as const) {
      await expect(changeSettings(as(role), { name: 'X' })).rejects.toMatchObject({
        code: 'permission_denied',
      });
    }
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await changeSettings(other, { retentionDays: 1 });
    expect((await getSettings(as('owner'))).retentionDays).toBeNull();
  });
});
