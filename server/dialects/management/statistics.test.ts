import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { countTurns } from '@/server/services/coverage/count-turns';
import { UNTIL_BYE } from '@/server/services/session/fixtures/flows';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Statistics = { total: { sessions: number }; items: object[] };

let env: ManagementEnv;
let flowId: string;

beforeAll(async () => {
  env = await openManagementEnv();
  const { platform, orgId } = env.testEnv;
  ({ flowId } = await addFlow(platform.db, orgId, UNTIL_BYE));
  await startSession(actIn(platform, orgId), { flowId });
  await countTurns(platform, orgId);
});
afterAll(() => env.close());

const get = <Body>(query: string, key = env.caller.key) =>
  env.call<Body>('GET', `/statistics${query}`, { key });

it('gives figures of sessions to a key that reads flows', async () => {
  const reader = await makeKey(env.testEnv.platform, env.testEnv.orgId, ['flows:read']);
  const body = requireBody(await get<Statistics>(`?flowId=${flowId}&groupBy=version`, reader), 200);
  expect(body).toMatchObject({ total: { sessions: 1 }, items: [{ flowId, version: 1, sessions: 1 }] });
  const writer = await makeKey(env.testEnv.platform, env.testEnv.orgId, ['flows:write']);
  for (const path of ['', '/csv']) requireBody(await get<ErrorBody>(path, writer), 403);
});

it('shows nothing of another organization, and refuses what it cannot read', async () => {
  const { key } = await env.openOrganization();
  for (const path of ['', '/csv']) expect([401, 403, 404]).toContain((await get(path, key)).status);
  for (const query of ['?from=yesterday', '?to=2020-01-01&from=2020-01-02', '?groupBy=hour', '?version=1'])
    requireBody(await get<ErrorBody>(query), 400);
  const long = requireBody(await get<ErrorBody>('?from=2020-01-01&to=2021-01-01'), 400);
  expect(long.error).toMatchObject({ details: { issues: [{ path: ['from'] }] } });
  requireBody(await get<ErrorBody>(`?flowId=${flowId}&version=7`), 404);
});
