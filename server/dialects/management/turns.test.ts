import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireBody } from '@/e2e/api/support/target';
import { callingFlow } from '@/server/services/session/fixtures/flows';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

const TOKEN = 'hunter2-very-secret';

let env: ManagementEnv;
let service: Server;

beforeAll(async () => {
  env = await openManagementEnv();
  service = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ text: 'hi', access_token: TOKEN }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  service.close();
  await env.close();
});

it('reads the turns of a session without the credentials of its calls', async () => {
  const { platform, orgId } = env.testEnv;
  const { port } = service.address() as AddressInfo;
  const { flowId } = await addFlow(
    platform.db,
    orgId,
    callingFlow(`http://127.0.0.1:${port}/?api_key=${TOKEN}`),
  );
  const { session } = await startSession(actIn(platform, orgId), { flowId });
  const read = () => env.call('GET', `/sessions/${session.id}/turns`);
  await expect.poll(async () => (await read()).text).toContain('effect.succeeded');
  const answer = await read();
  requireBody(answer, 200);
  expect(answer.text).toContain('"text":"hi"');
  expect(answer.text).not.toContain(TOKEN);
});
