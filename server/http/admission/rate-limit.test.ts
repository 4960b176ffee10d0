import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DirectMount,
  type DirectOptions,
  makeKey,
  openDirectMount,
} from '@/e2e/api/support/direct-mount';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

/*
 * Two servers on one database. The limits themselves are tested beside server/services/rate-limit/rate-windows.ts; these
 * tests show that every request is held to them, and which headers its caller gets.
 */
describe('the rate limits of two servers', () => {
  let testEnv: TestEnv;
  const mounts: DirectMount[] = [];

  beforeAll(async () => {
    // The clock does not move, so that no window begins within a test.
    testEnv = await openTestEnv({ clock: createManualClock(Date.now()) });
  });
  afterAll(async () => {
    await Promise.all(mounts.map((mount) => mount.close()));
    await testEnv.close();
  });

  async function openServers(options: DirectOptions): Promise<[DirectMount, DirectMount]> {
    const first = await openDirectMount(testEnv.openPlatform(), options);
    const second = await openDirectMount(testEnv.openPlatform(), options);
    mounts.push(first, second);
    return [first, second];
  }

  const ask = (mount: DirectMount, orgId: string, key: string) =>
    fetch(`${mount.baseUrl}/cgw/process/v1/orgs/${orgId}/sessions/x`, {
      headers: { authorization: `Bearer ${key}` },
    });

  const refusalOf = async (mount: DirectMount, orgId: string, key: string) => {
    const response = await ask(mount, orgId, key);
    const body = (await response.json()) as { error: { details?: { limit: number; whose: string } } };
    return { status: response.status, headers: response.headers, details: body.error.details };
  };

  it('count the other server’s requests one round later, and exceed a limit by one round at most (limits/one-round)', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const key = await makeKey(testEnv.platform, orgId);
    const limit = 30;
    const [here, there] = await openServers({ perMinute: limit });
    for (let n = 0; n < limit; n += 1) expect((await ask(here, orgId, key)).status).toBe(404);
    let passed = 0;
    for (let status = 404; status !== 429; ) {
      status = (await ask(there, orgId, key)).status;
      if (status !== 429) passed += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    // Each server synchronizes after 250 ms, and requests come at most every 100 ms.
    expect(passed).toBeLessThan(limit);
    const refused = await refusalOf(there, orgId, key);
    expect(refused.details).toMatchObject({ limit, whose: 'key' });
  });

  it('limit all keys of an organization together, and no others', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const [one, other] = [await makeKey(testEnv.platform, orgId), await makeKey(testEnv.platform, orgId)];
    const [here] = await openServers({ perMinute: 5, perOrgPerMinute: 8 });
    for (let n = 0; n < 5; n += 1) expect((await ask(here, orgId, one)).status).toBe(404);
    expect((await refusalOf(here, orgId, one)).details).toMatchObject({ limit: 5, whose: 'key' });
    for (let n = 0; n < 3; n += 1) expect((await ask(here, orgId, other)).status).toBe(404);
    const refused = await refusalOf(here, orgId, other);
    expect(refused).toMatchObject({ status: 429, details: { limit: 8, whose: 'organization' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect([wait >= 1, wait <= 60]).toEqual([true, true]);
    const elsewhere = await addOrganization(testEnv.platform.db);
    expect((await ask(here, elsewhere, await makeKey(testEnv.platform, elsewhere))).status).toBe(404);
  });

  it('return the remaining requests of the nearer limit', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const key = await makeKey(testEnv.platform, orgId);
    const [here] = await openServers({ perMinute: 5, perOrgPerMinute: 3 });
    const left = [];
    for (let n = 0; n < 4; n += 1) {
      const { headers } = await ask(here, orgId, key);
      left.push([headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]);
    }
    expect(left).toEqual([
      ['3', '2'],
      ['3', '1'],
      ['3', '0'],
      ['3', '0'],
    ]);
  });
});
