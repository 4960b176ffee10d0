import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@/server/engine/json';
import { toToolName } from '@/server/engine/nodes/ai/tools';
import { sendJson } from '@/server/tools/test/http-server';
import { actIn, addFlow } from '@/server/tools/test/platform';
import {
  type ConnectedEnv,
  httpNode,
  openConnectedEnv,
  TOKEN,
} from '../../connection/fixtures/open-connected-env';
import type { ServiceContext } from '../../context';
import { setSecret } from '../../secret/set-secret';
import { type NodeTest, testNode } from './test-node';

let env: ConnectedEnv;
let flowId: string;

beforeAll(async () => {
  env = await openConnectedEnv();
  await env.connect('crm');
  await env.connect('models', { kind: 'model', model: 'small-1' });
  await setSecret(env.owner, { name: 'KEY', value: 'a-secret-value' });
  const draft = { format: 1 as const, start: 'e', nodes: [{ id: 'e', kind: 'end' as const }] };
  flowId = (await addFlow(env.platform.db, env.owner.actor.orgId, draft)).flowId;
});
afterAll(() => env.close());
beforeEach(() => env.reset());

const broken = { id: 'other', kind: 'message', messages: [{ type: 'text', text: '{{ oops( }}' }] };
const define = (node: object) => ({
  ...{ format: 1, start: 'other', variables: [{ name: 'size', default: 3 }] },
  nodes: [broken, { id: 'call', exits: { success: 'other' }, ...node }],
});
const test = (node: object, variables: JsonObject = {}, send = true, ctx = env.owner): Promise<NodeTest> =>
  testNode(ctx, { flowId, nodeId: 'call', definition: define(node), variables, send });

const node = httpNode({
  url: '/customers/{{ id }}?size={{ size }}',
  headers: { 'X-Key': '{{ $secret.KEY }}' },
  save: [{ variable: 'name', value: 'response.body.name' }],
});
const request = {
  ...{ method: 'GET', connection: 'crm', url: '/customers/7?size=3', body: null },
  headers: { 'x-key': expect.any(String) },
};

describe('the test of a node', () => {
  it('shows the request and sends nothing', async () => {
    expect(await test(node, { id: 7 }, false)).toEqual({
      ...{ reads: ['id', 'size'], request, answer: null, outcome: null },
    });
    expect(env.server.received).toEqual([]);
  });

  it('sends it once with the connection and the secrets, whatever the rest of the flow is', async () => {
    env.answer = ({ headers }, response) =>
      sendJson(response, 200, { name: 'Ada', keys: `${headers['x-key']} ${headers.authorization}` });
    const { answer, outcome } = await test(node, { id: 7 });
    expect(
      env.server.received.map(({ path, headers }) => [path, headers['x-key'], headers.authorization]),
    ).toEqual([['/v1/customers/7?size=3', 'a-secret-value', `Bearer ${TOKEN}`]]);
    expect(answer).toMatchObject({
      response: { status: 200, body: { name: 'Ada', keys: '$secret.KEY Bearer $connection.crm' } },
      error: null,
    });
    expect(outcome).toEqual({
      ...{
        exit: 'success',
        assigned: [{ name: 'name', after: 'Ada' }],
        tools: [],
        note: null,
        failure: null,
      },
    });
  });

  it('does not repeat a call that fails', async () => {
    env.answer = (_, response) => sendJson(response, 503, { error: 'busy' });
    const { answer, outcome } = await test({ ...node, retry: { attempts: 3 } }, { id: 7 });
    expect(env.server.received).toHaveLength(1);
    expect(answer).toMatchObject({ response: { status: 503, body: { error: 'busy' } } });
    expect(outcome).toMatchObject({ exit: 'failure', assigned: [{ name: 'error' }] });
  });

  it('says why there is no response', async () => {
    const { answer, outcome } = await test({ kind: 'http', method: 'GET', url: 'http://127.0.0.1:9/' });
    expect(answer).toMatchObject({ response: null, error: { code: expect.any(String) } });
    expect(outcome?.exit).toBe('failure');
  });

  it('says what a node does without a call', async () => {
    const {
      request: made,
      answer,
      outcome,
    } = await test(httpNode({ url: '{{ $raw(id) }}' }), { id: '../x' });
    expect([made, answer, outcome?.exit]).toEqual([null, null, 'failure']);
  });

  it('asks a model', async () => {
    const ask = { kind: 'ai', connection: 'models', prompt: 'Hello {{ name }}', variable: 'reply' };
    env.answer = (_, response) => sendJson(response, 200, { choices: [{ message: { content: 'Hi' } }] });
    const { reads, outcome } = await test(ask, { name: 'Ada' });
    expect(reads).toEqual(['name']);
    expect(outcome).toMatchObject({ exit: 'next', assigned: [{ name: 'reply', after: 'Hi' }] });
  });

  it('names the flows that a model asks for as tools', async () => {
    const tool = { format: 1 as const, start: 'e', nodes: [{ id: 'e', kind: 'end' as const }] };
    const { slug } = await addFlow(env.platform.db, env.owner.actor.orgId, tool);
    const call = { id: 'one', type: 'function', function: { name: toToolName(slug), arguments: '{}' } };
    const message = { content: null, tool_calls: [call] };
    env.answer = (_, response) => sendJson(response, 200, { choices: [{ message }] });
    const ask = {
      kind: 'ai',
      connection: 'models',
      prompt: 'Hello',
      variable: 'reply',
      tools: [{ flow: slug, description: 'Finds things' }],
    };
    const { answer, outcome } = await test(ask);
    expect(answer?.response?.status).toBe(200);
    expect(outcome).toMatchObject({ exit: null, assigned: [], tools: [toToolName(slug)], failure: null });
    expect(env.server.received).toHaveLength(1);
  });

  it('refuses another node, one with errors, and a member who may not write flows', async () => {
    await expect(test({ kind: 'end' })).rejects.toMatchObject({
      problem: { details: { issues: [{ path: ['nodeId'] }] } },
    });
    await expect(testNode(env.owner, { flowId, nodeId: 'gone', send: true })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await expect(test(httpNode({ url: '{{ oops( }}' }))).rejects.toMatchObject({ code: 'flow_invalid' });
    const viewer = { ...env.owner, actor: { ...env.owner.actor, role: 'viewer' } } as ServiceContext;
    await expect(test(node, {}, true, viewer)).rejects.toMatchObject({ code: 'permission_denied' });
    expect(env.server.received).toEqual([]);
  });

  it('is of flows of the own organization alone', async () => {
    const orgId = env.platform.ids.uuid(2);
    const stranger = actIn(env.platform, orgId, { ...env.owner.actor, orgId });
    await expect(test(node, {}, true, stranger)).rejects.toMatchObject({ code: 'not_found' });
  });
});
