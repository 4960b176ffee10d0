import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { statementsOf } from '@/server/tools/test/statements-of';
import { createApiKey } from '../api-key/create-api-key';
import type { ServiceContext } from '../context';
import { listRequests } from './list-requests';
import { pruneRequestLog } from './prune-request-log';

const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
let keyId: string;

const note = (path: string, status: number): void =>
  testEnv.platform.requests.record({
    orgId: testEnv.orgId,
    keyId,
    at: clock.now(),
    api: 'headless',
    method: 'POST',
    path,
    status,
    durationMs: 4,
    requestId: `request-${path}`,
    isOwnId: false,
    sessionId: null,
  });

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  keyId = (await createApiKey(ctx, { name: 'Shop', scopes: ['flows:read'] })).key.id;
});
afterAll(() => testEnv.close());

describe('the request log of a key', () => {
  it('lists requests, newest first, by path and by outcome', async () => {
    note('/one', 200);
    clock.advance(1_000);
    note('/two', 404);
    clock.advance(1_000);
    note('/three', 500);
    await testEnv.platform.requests.flush();
    const all = await listRequests(ctx, { keyId, limit: 2 });
    expect(all.items.map(({ path }) => path)).toEqual(['/three', '/two']);
    const rest = await listRequests(ctx, { keyId, limit: 2, cursor: all.nextCursor ?? '' });
    expect(rest.items.map(({ path }) => path)).toEqual(['/one']);
    expect((await listRequests(ctx, { keyId, family: 4, limit: 9 })).items).toMatchObject([{ status: 404 }]);
    expect((await listRequests(ctx, { keyId, search: 'request-/one', limit: 9 })).items).toHaveLength(1);
  });

  it('lists the requests of all keys, newest first, with their names', async () => {
    const { key } = await createApiKey(ctx, { name: 'Till', scopes: ['flows:read'] });
    const noteOf = (id: string, path: string) => {
      clock.advance(1_000);
      const request = {
        orgId: testEnv.orgId,
        keyId: id,
        at: clock.now(),
        api: 'headless',
        method: 'GET',
        path,
      };
      testEnv.platform.requests.record({
        ...{ ...request, status: 200, durationMs: 1, requestId: path, isOwnId: false, sessionId: null },
      });
    };
    for (const [index, id] of [keyId, key.id, key.id, keyId].entries()) noteOf(id, `/all/${index}`);
    await testEnv.platform.requests.flush();
    const first = await listRequests(ctx, { search: '/all/', limit: 3 });
    expect(first.items.map(({ path, keyName }) => `${path} ${keyName}`)).toEqual([
      ...['/all/3 Shop', '/all/2 Till', '/all/1 Till'],
    ]);
    const rest = await listRequests(ctx, { search: '/all/', limit: 3, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ path: '/all/0' }], nextCursor: null });
    const elsewhere = actIn(testEnv.platform, testEnv.platform.ids.uuid(clock.now()));
    expect((await listRequests(elsewhere, { limit: 9 })).items).toEqual([]);
  });

  it('returns and finds paths and ids as they were, and stores no id twice', async () => {
    const { platform, orgId } = testEnv;
    const [sessionId, own, given] = [1, 2, 3].map(() => platform.ids.uuid(clock.now()));
    if (!sessionId || !own || !given) throw new Error('no ids');
    const made = {
      keyId,
      at: clock.now(),
      api: 'headless',
      method: 'GET',
      status: 200,
      durationMs: 4,
      orgId,
    };
    const path = `/orgs/${orgId}/sessions/${sessionId}/messages/{org}`;
    platform.requests.record({ ...made, path, requestId: own, isOwnId: true, sessionId });
    for (let twice = 0; twice < 2; twice += 1)
      platform.requests.record({
        ...made,
        path: '/twice',
        requestId: given,
        isOwnId: false,
        sessionId: null,
      });
    await platform.requests.flush();
    const find = async (search: string) => (await listRequests(ctx, { keyId, search, limit: 9 })).items;
    expect(await find(`${orgId}/sessions/${sessionId}`)).toMatchObject([
      { path: path.replace('{org}', '%7Borg%7D'), requestId: own, sessionId },
    ]);
    expect(await find(own)).toHaveLength(1);
    expect(await find(given)).toMatchObject([{ path: '/twice' }, { path: '/twice' }]);
    const stored = await platform.db.prisma.requestRecord.findFirst({ where: { orgId, id: own } });
    expect(stored).toMatchObject({
      path: '/orgs/{org}/sessions/{session}/messages/%7Borg%7D',
      requestId: null,
    });
  });

  it('keeps the first few rate-limited requests, and all others (request-log/refusals-bounded)', async () => {
    for (let count = 0; count < 100; count += 1) note(`/beyond/${count}`, 429);
    note('/beyond/answered', 200);
    await testEnv.platform.requests.flush();
    const kept = await listRequests(ctx, { keyId, search: '/beyond/', limit: 100 });
    expect(kept.items.filter(({ status }) => status === 429)).toHaveLength(10);
    expect(kept.items.filter(({ status }) => status === 200)).toHaveLength(1);
    note('/beyond/later', 429);
    await testEnv.platform.requests.flush();
    expect((await listRequests(ctx, { keyId, search: '/beyond/later', limit: 9 })).items).toHaveLength(1);
  });

  it('writes many requests in several statements, without a flush, and loses none (request-log/no-wait)', async () => {
    const asked = await statementsOf(testEnv.platform.db.pool, async () => {
      for (let count = 0; count < 450; count += 1) note(`/many/${count}`, 201);
      await testEnv.platform.requests.flush();
    });
    expect(asked).toEqual(Array.from({ length: 3 }, () => 'insert_request_records'));
    for (let count = 0; count < 200; count += 1) note(`/alone/${count}`, 202);
    const countKept = async (path: string) =>
      (await listRequests(ctx, { keyId, search: path, limit: 500 })).items.length;
    await expect.poll(() => countKept('/alone/')).toBe(200);
    expect(await countKept('/many/')).toBe(450);
  });

  it('cleans text that PostgreSQL cannot store, and drops only rejected rows (request-log/one-row-loses-itself)', async () => {
    const odd = { at: clock.now(), orgId: testEnv.orgId, keyId, api: 'headless', method: 'GET', status: 404 };
    const more = { ...odd, durationMs: 1, requestId: 'odd', isOwnId: false, sessionId: null };
    const { requests } = testEnv.platform;
    requests.record({ ...more, path: '/odd/nul\u0000/\ud800', sessionId: "x'; --" });
    requests.record({ ...more, path: `/odd/${'x'.repeat(494)}\u{1F600}` });
    requests.record({ ...more, path: '/odd/no-such-key', keyId: testEnv.platform.ids.uuid(clock.now()) });
    requests.record({ ...more, path: '/odd/endless', durationMs: 2 ** 40 });
    for (let count = 0; count < 20; count += 1) note(`/odd/good/${count}`, 404);
    await requests.flush();
    const kept = await listRequests(ctx, { keyId, search: '/odd/', limit: 100 });
    expect(kept.items).toHaveLength(22);
    expect(kept.items.find(({ path }) => path.includes('nul'))).toMatchObject({
      path: '/odd/nul\ufffd/\ufffd',
      sessionId: null,
    });
    expect(kept.items.find(({ path }) => path.includes('xx'))?.path).toBe(`/odd/${'x'.repeat(494)}`);
  });

  it('is visible only to its organization, and pruned after a week', async () => {
    const elsewhere = actIn(testEnv.platform, testEnv.platform.ids.uuid(clock.now()));
    await expect(listRequests(elsewhere, { keyId, limit: 9 })).rejects.toMatchObject({ code: 'not_found' });
    clock.advance(8 * 86_400_000);
    expect(await pruneRequestLog(testEnv.platform, { limit: 1_000 })).toBe(695);
    expect((await listRequests(ctx, { keyId, limit: 9 })).items).toEqual([]);
  });
});
