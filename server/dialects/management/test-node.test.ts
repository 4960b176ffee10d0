import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

let env: ManagementEnv;
const PATH = '/flows/tested/test-node';

beforeAll(async () => {
  env = await openManagementEnv();
  const call = { id: 'call', kind: 'http', method: 'GET', url: 'http://10.0.0.1/{{ id }}' };
  const definition = { format: 1, start: 'call', nodes: [call, { id: 'end', kind: 'end' }] };
  await env.call('PUT', '/flows/tested', { body: { definition } });
});
afterAll(() => env.close());

const test = (body: object) => env.call<ErrorBody>('POST', PATH, { body });

describe('the test of a node', () => {
  it('shows its request', async () => {
    const { status, body } = await test({ nodeId: 'call', variables: { id: 'ä' } });
    expect(status).toBe(200);
    expect(body).toEqual({
      reads: ['id'],
      request: { method: 'GET', connection: null, url: 'http://10.0.0.1/%C3%A4', headers: {}, body: null },
      ...{ answer: null, outcome: null },
    });
  });

  it('calls no private address', async () => {
    const body = requireBody(
      await env.call<object>('POST', PATH, { body: { nodeId: 'call', send: true } }),
      200,
    );
    expect(body).toMatchObject({
      answer: { response: null, error: { code: 'blocked' } },
      outcome: { exit: 'failure', assigned: [{ name: 'error' }] },
    });
  });

  it('names what is wrong with the request', async () => {
    for (const nodeId of ['gone', 'end']) {
      const { status, body } = await test({ nodeId });
      expect([status, body.error.code]).toEqual([400, 'invalid_request']);
    }
    expect(
      (await test({ nodeId: 'call', definition: { nodes: [{ id: 'call', kind: 'http' }] } })).status,
    ).toBe(422);
  });

  it('needs the right to change flows, and a flow of the own organization', async () => {
    const { testEnv, caller, callAs } = env;
    const body = { nodeId: 'call' };
    const reader = { ...caller, key: await makeKey(testEnv.platform, caller.orgId, ['flows:read']) };
    expect((await callAs(reader, 'POST', PATH, { body })).status).toBe(403);
    expect((await callAs(await env.openOrganization(), 'POST', PATH, { body })).status).toBe(404);
  });
});
