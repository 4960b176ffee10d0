import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { type Asked, ask, type ErrorBody, type Reply, requireBody } from '@/e2e/api/support/target';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

type Replay = { id: string; status: string; search: object; standIns: object };

let testEnv: TestEnv;
let mount: DirectMount;
let apiKey: string;
let flowId: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform);
  apiKey = await makeKey(testEnv.platform, testEnv.orgId);
  ({ flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO));
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

const call = <Body>(method: string, path: string, asked: Asked = {}): Promise<Reply<Body>> => {
  const target = { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey };
  return ask<Body>(target, method, `/api/v1/orgs/${testEnv.orgId}/flows/${flowId}/replays${path}`, asked);
};

it('replays are asked for, read, listed and canceled', async () => {
  const body = { search: { limit: 5, status: ['completed'] }, standIns: { call: [{ body: 1 }] } };
  const replay = requireBody(await call<Replay>('POST', '', { body }), 202);
  expect(replay).toMatchObject({
    status: 'pending',
    search: body.search,
    standIns: { call: [{ status: 200, body: 1 }] },
  });
  expect(requireBody(await call<Replay>('GET', `/${replay.id}`), 200)).toEqual(replay);
  expect(requireBody(await call<{ items: Replay[] }>('GET', ''), 200).items).toEqual([replay]);
  expect(requireBody(await call<Replay>('POST', `/${replay.id}/cancel`), 200).status).toBe('canceled');
  const again = requireBody(await call<ErrorBody>('POST', `/${replay.id}/cancel`), 412);
  expect(again.error.code).toBe('precondition_failed');
});

it('a replay needs no body, and names what is wrong in one', async () => {
  expect(requireBody(await call<Replay>('POST', ''), 202).search).toEqual({ limit: 1_000 });
  const wrong = requireBody(await call<ErrorBody>('POST', '', { body: { search: { limit: 10_001 } } }), 400);
  expect(wrong.error).toMatchObject({ details: { issues: [{ path: ['search', 'limit'] }] } });
  const missing = requireBody(await call<ErrorBody>('GET', '/nothing'), 404);
  expect(missing.error.message).toContain('replay');
});
