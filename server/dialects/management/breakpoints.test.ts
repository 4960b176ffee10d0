import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

let env: ManagementEnv;
let flowId: string;

beforeAll(async () => {
  env = await openManagementEnv();
  ({ flowId } = await addFlow(env.testEnv.platform.db, env.testEnv.orgId, ECHO));
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);

async function holdSession() {
  const ctx = actIn(env.testEnv.platform, env.testEnv.orgId);
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
    const key = await makeKey(env.testEnv.platform, env.testEnv.orgId, ['flows:write', 'sessions:write']);
    const denied = await call<ErrorBody>('POST', `${debug}/continue`, { key });
    expect(requireBody(denied, 403).error.details).toEqual({ scope: 'sessions:debug' });
    const stranger = await env.openOrganization();
    for (const [method, path] of [
      ['POST', `${debug}/continue`],
      ['GET', debug],
      ['DELETE', `/flows/${flowId}/breakpoints/${breakpoint.id}`],
    ] as const)
      expect((await env.callAs(stranger, method, path)).status).toBe(404);
  });
});
