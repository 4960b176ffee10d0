import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { ask, requireBody } from '@/e2e/api/support/target';
import { callingFlow } from '@/server/services/session/fixtures/flows';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

const TOKEN = 'hunter2-very-secret';

let testEnv: TestEnv;
let mount: DirectMount;
let service: Server;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform);
  service = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ text: 'hi', access_token: TOKEN }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  service.close();
  await mount.close();
  await testEnv.close();
});

it('reads the turns of a session without the credentials of its calls', async () => {
  const { port } = service.address() as AddressInfo;
  const { flowId } = await addFlow(
    testEnv.platform.db,
    testEnv.orgId,
    callingFlow(`http://127.0.0.1:${port}/?api_key=${TOKEN}`),
  );
  const { session } = await startSession(actIn(testEnv.platform, testEnv.orgId), { flowId });
  const target = {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
  };
  const read = () => ask(target, 'GET', `/api/v1/orgs/${testEnv.orgId}/sessions/${session.id}/turns`);
  await expect.poll(async () => (await read()).text).toContain('effect.succeeded');
  const answer = await read();
  requireBody(answer, 200);
  expect(answer.text).toContain('"text":"hi"');
  expect(answer.text).not.toContain(TOKEN);
});
