import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { type Asked, ask, type ErrorBody, type Reply, requireBody } from '@/e2e/api/support/target';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

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
  return ask<Body>(target, method, `/api/v1/orgs/${testEnv.orgId}${path}`, asked);
};

async function holdSession() {
  const ctx = actIn(testEnv.platform, testEnv.orgId);
  const body = { nodeId: 'repeat', condition: "said == 'Hello'", holdMs: 60_000 };
  const breakpoint = requireBody(
    await call<{ id: string; version: number }>('POST', `/flows/${flowId}/breakpoints`, { body }),
    201,
  );
  const { session } = await startSession(ctx, { flowId });
  await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text: 'Hello' }, waitMs: 0 });
  return { breakpoint, debug: `/sessions/${session.id}/debug`, sessionId: session.id };
}

describe('breakpoints', () => {
  it('are set, listed and removed, and hold sessions that are read, edited, stepped and let go', async () => {
    const { breakpoint, debug, sessionId } = await holdSession();
    expect(breakpoint).toMatchObject({ version: 1, nodeId: 'repeat', condition: "said == 'Hello'" });
    const list = await call<{ items: object[] }>('GET', `/flows/${flowId}/breakpoints`);
    expect(requireBody(list, 200).items).toEqual([breakpoint]);
    const held = requireBody(await call<{ items: object[] }>('GET', '/held-sessions'), 200);
    expect(held.items).toMatchObject([{ sessionId, nodeId: 'repeat', breakpointId: breakpoint.id }]);
    const body = { set: { said: 'Bye' } };
    requireBody(await call('PATCH', `${debug}/variables`, { body }), 200);
    expect(requireBody(await call<object>('GET', debug), 200)).toMatchObject({
      ...{ nodeId: 'repeat', calledFlow: '', variables: { said: 'Bye' } },
      preview: { texts: ['You said: Bye'], step: { nodeId: 'repeat' } },
    });
    requireBody(await call('POST', `${debug}/keep`), 200);
    const stepped = await call<object>('POST', `${debug}/continue`, { body: { step: true } });
    expect(requireBody(stepped, 200)).toMatchObject({ status: 'running', nodeId: 'ask' });
    const released = await call<object>('POST', `${debug}/release`);
    expect(requireBody(released, 200)).toMatchObject({ status: 'awaiting_input' });
    const again = await call<ErrorBody>('POST', `${debug}/release`);
    expect(requireBody(again, 409).error.code).toBe('session_not_held');
    expect((await call('DELETE', `/flows/${flowId}/breakpoints/${breakpoint.id}`)).status).toBe(204);
    expect((await call('DELETE', `/flows/${flowId}/breakpoints/${breakpoint.id}`)).status).toBe(404);
  });

  it('need the scope sessions:debug, and are out of reach of other organizations', async () => {
    const { breakpoint, debug } = await holdSession();
    const key = await makeKey(testEnv.platform, testEnv.orgId, ['flows:write', 'sessions:write']);
    const denied = await call<ErrorBody>('POST', `${debug}/continue`, { key });
    expect(requireBody(denied, 403).error.details).toEqual({ scope: 'sessions:debug' });
    const otherOrg = await addOrganization(testEnv.platform.db);
    const stranger = await makeKey(testEnv.platform, otherOrg);
    const target = { baseUrl: mount.baseUrl, orgId: otherOrg, apiKey: stranger };
    const place = `/api/v1/orgs/${otherOrg}`;
    for (const [method, path] of [
      ['POST', `${debug}/continue`],
      ['GET', debug],
      ['DELETE', `/flows/${flowId}/breakpoints/${breakpoint.id}`],
    ] as const)
      expect((await ask(target, method, `${place}${path}`)).status).toBe(404);
  });
});
