import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { createApiKey } from './create-api-key';
import { type ListApiKeys, listApiKeys } from './list-api-keys';
import { revokeApiKey } from './revoke-api-key';

const clock = createManualClock(Date.now());
let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());

function actAsOwner(orgId: string): ServiceContext {
  const userId = testEnv.platform.ids.uuid(clock.now());
  return actIn(testEnv.platform, orgId, {
    type: 'user',
    orgId,
    userId,
    role: 'owner',
    authenticatedAt: new Date(),
  });
}

describe('listApiKeys', () => {
  it('pages through the keys of its own organization, newest first', async () => {
    const other = actAsOwner(await addOrganization(testEnv.platform.db));
    const made: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      clock.advance(1);
      made.unshift((await createApiKey(other, { name, scopes: ['flows:read'] })).key.id);
    }
    const first = await listApiKeys(other, { limit: 2 });
    const second = await listApiKeys(other, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made);
    expect(second.nextCursor).toBeNull();
    await expect(listApiKeys(other, { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      problem: { code: 'invalid_request' },
    });
  });

  it('finds keys by a part of the name or the key, with or without inactive ones', async () => {
    const other = actAsOwner(await addOrganization(testEnv.platform.db));
    const make = (name: string) => createApiKey(other, { name, scopes: ['flows:read'] });
    const [shop, desk] = [await make('Web shop'), await make('Help desk')];
    const idsOf = async (query: Partial<ListApiKeys>) =>
      (await listApiKeys(other, { limit: 9, ...query })).items.map(({ id }) => id);
    expect(await idsOf({ search: ' SHOP ' })).toEqual([shop.key.id]);
    expect(await idsOf({ search: desk.key.prefix })).toEqual([desk.key.id]);
    expect(await idsOf({ search: desk.key.lastFour })).toEqual([desk.key.id]);
    expect(await idsOf({ search: '%' })).toEqual([]);
    await revokeApiKey(other, { keyId: desk.key.id });
    expect(await idsOf({})).toHaveLength(2);
    expect(await idsOf({ activeOnly: true })).toEqual([shop.key.id]);
    expect(await idsOf({ activeOnly: true, search: 'desk' })).toEqual([]);
  });
});
