import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { countTurns } from '@/server/services/coverage/count-turns';
import { UNTIL_BYE } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Coverage = {
  version: number;
  sessions: number;
  nodes: { node: string; sessions: number; exits: object[] }[];
};

let env: ManagementEnv;
let flowId: string;

beforeAll(async () => {
  env = await openManagementEnv();
  const { testEnv } = env;
  ({ flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, UNTIL_BYE));
  const ctx = actIn(testEnv.platform, testEnv.orgId);
  for (const text of ['bye', 'hello']) {
    const { session } = await startSession(ctx, { flowId });
    await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text } });
  }
  await countTurns(testEnv.platform, testEnv.orgId);
});
afterAll(() => env.close());

const get = <Body>(path: string, key = env.caller.key) =>
  env.call<Body>('GET', `/flows/${flowId}/coverage${path}`, { key });

it('counts sessions by node and exit', async () => {
  const body = requireBody(await get<Coverage>('?version=1&silentMinutes=5'), 200);
  expect(body).toMatchObject({ version: 1, sessions: 2, stopped: 0, silentMinutes: 5 });
  expect(body.nodes.find(({ node }) => node === 'is-bye')).toMatchObject({
    sessions: 2,
    exits: [{ sessions: 1 }, { sessions: 1 }],
  });
  const past = requireBody(await get<Coverage>('?to=2020-01-01T00:00:00Z'), 200);
  expect(past).toMatchObject({ sessions: 0, from: '2019-12-25T00:00:00.000Z' });
});

it('counts the way from one place to another', async () => {
  const body = requireBody(await get('/funnel?first=ask&second=is-bye%3Abye'), 200);
  expect(body).toMatchObject({ first: 'ask', second: 'is-bye:bye', passed: 2, reached: 1 });
  const same = requireBody(await get<ErrorBody>('/funnel?first=ask&second=ask'), 400);
  expect(same.error).toMatchObject({ details: { issues: [{ path: ['second'] }] } });
});

it('lists what was said, with the right to read transcripts', async () => {
  const { items } = requireBody(await get<{ items: object[] }>('/samples?place=is-bye%3Abye'), 200);
  expect(items).toMatchObject([{ turnNo: 2, lines: [{ direction: 'inbound', text: 'bye' }] }]);
  const reader = await makeKey(env.testEnv.platform, env.testEnv.orgId, ['flows:read']);
  requireBody(await get('', reader), 200);
  requireBody(await get('/samples?place=ask', reader), 403);
});

it('shows nothing of another organization, and refuses a wrong period', async () => {
  const { key } = await env.openOrganization();
  expect([401, 403, 404]).toContain((await get('', key)).status);
  for (const query of ['?from=2020-01-01T00:00:00Z', '?to=yesterday', '?silentMinutes=0', '?version=0'])
    requireBody(await get<ErrorBody>(query), 400);
  requireBody(await get<ErrorBody>('?version=7'), 404);
});
