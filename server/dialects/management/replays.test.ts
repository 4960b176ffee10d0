import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asked, type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { addFlow } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Replay = { id: string; status: string; search: object; standIns: object };

let env: ManagementEnv;
let flowId: string;

beforeAll(async () => {
  env = await openManagementEnv();
  ({ flowId } = await addFlow(env.testEnv.platform.db, env.testEnv.orgId, ECHO));
});
afterAll(() => env.close());

const call = <Body>(method: string, path: string, asked: Asked = {}) =>
  env.call<Body>(method, `/flows/${flowId}/replays${path}`, asked);

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
