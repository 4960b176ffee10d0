import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { countTurns } from '@/server/services/coverage/count-turns';
import { UNTIL_BYE } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
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

it('gives ratings by their scale, also in the file', async () => {
  const { platform, orgId } = env.testEnv;
  const rated = await addFlow(platform.db, orgId, {
    format: 1,
    start: 'rate',
    nodes: [
      {
        id: 'rate',
        kind: 'question',
        answer: { type: 'rating', max: 3 },
        rating: { min: 1, max: 3 },
        exits: {},
      },
    ],
  });
  const ctx = actIn(platform, orgId);
  for (const text of ['3', '3', '2']) {
    const { session } = await startSession(ctx, { flowId: rated.flowId });
    await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text } });
  }
  await countTurns(platform, orgId);
  const query = `?flowId=${rated.flowId}&groupBy=flow`;
  const figures = {
    ...{ rated: 3, satisfaction: 2.5 / 3 },
    ratings: [
      {
        ...{ min: 1, max: 3, count: 3, average: 8 / 3 },
        distribution: [0, 1, 2].map((times, index) => ({ value: index + 1, count: times })),
      },
    ],
  };
  expect(requireBody(await get<Statistics>(query), 200)).toMatchObject({ total: figures, items: [figures] });
  const { baseUrl } = env.target;
  const file = await fetch(`${baseUrl}/api/v1/orgs/${orgId}/statistics/csv${query}`, {
    headers: { authorization: `Bearer ${env.caller.key}` },
  });
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await file.text()).toContain(`,3,${2.5 / 3},1-3: 1=0 2=1 3=2`);
});
