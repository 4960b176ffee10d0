import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import * as chat from './chat/client';
import * as flowrest from './flowrest/client';
import { openHeadless } from './headless/client';
import { makeFlow } from './support/flows';
import { makeRoom } from './support/make-channel';
import { ask, requireBody } from './support/target';
import * as umi from './umi/client';
import { type OpenUmiTarget, openUmiTarget } from './umi/open-umi-target';

const typedFlow = (intent: string): FlowDefinitionInput => ({
  format: 1,
  start: 'done',
  inputs: {
    type: 'object',
    properties: { order: { type: 'string' }, count: { type: 'integer', maximum: 9 } },
    required: ['order'],
  },
  variables: [{ name: 'order', public: true }],
  triggers: [{ type: 'intent', name: intent, displayLabel: 'Order' }],
  nodes: [{ id: 'done', kind: 'end', text: 'Order {{ order }}' }],
});

let target: OpenUmiTarget;

beforeAll(async () => {
  target = await openUmiTarget();
});
afterAll(() => target.close());

it('refuses a start over the headless API with the fields', async () => {
  const { id } = await makeFlow(target, typedFlow('order_headless'));
  const api = openHeadless(target);
  const wrong = await api.start(id, { variables: { order: 'A1', count: 10 } });
  expect(wrong).toMatchObject({
    status: 400,
    body: {
      error: {
        code: 'INVALID_REQUEST',
        details: { issues: [{ path: ['variables', 'count'], message: 'must be at most 9' }] },
      },
    },
  });
  expect((await api.start(id)).status).toBe(400);
  expect(requireBody(await api.start(id, { variables: { order: 'A1' } }), 201)).toMatchObject({
    messages: [{}, {}],
  });
  const path = `/cgw/process/v1/orgs/${target.orgId}/flows/${id}/execute`;
  expect((await ask(target, 'POST', path, { body: { count: 1 } })).status).toBe(400);
  expect((await ask(target, 'POST', path, { body: { order: 'A1' } })).status).toBe(200);
});

it('refuses a start over the chat API, and takes the public variables of the page', async () => {
  await makeFlow(target, typedFlow('order_chat'));
  const channel = await chat.makeChannel(target);
  const visitor = chat.openVisitor(target, await chat.openSession(target, channel));
  expect(await visitor.post({ text: 'Hello', intentName: 'order_chat' })).toMatchObject({
    status: 400,
    body: { error: 'invalid_input', message: expect.stringContaining('variables.order') },
  });
  const reply = await visitor.trigger('order_chat', { variables: { order: 'A1' } });
  expect(reply).toMatchObject({ status: 'completed' });
});

it('refuses a start over the Threads API without the inputs', async () => {
  const channel = await flowrest.makeChannel(target, { definition: typedFlow('order_threads') });
  const api = flowrest.openFlowrest(target, channel);
  const payload = { type: 'text', speech: 'Hello', originator: { role: 'external' } };
  const thread = flowrest.makeThreadId();
  expect(await api.post(thread, payload, '?sync=true')).toMatchObject({
    status: 400,
    body: { status: 'error', message: expect.stringContaining('variables.order') },
  });
  const metadata = { params: { order: 'A1' } };
  const reply = await api.post(thread, { ...payload, metadata }, '?sync=true');
  expect(requireBody(reply, 200).messages[0]).toMatchObject({ fallback: 'Order A1' });
});

it('refuses a start over the Unified messaging API without the inputs', async () => {
  const flow = await makeFlow(target, typedFlow('order_messaging'));
  const roomId = await makeRoom(target, { mode: 'flow', flowId: flow.id });
  const { id } = await umi.makeChannel({ ...target, roomId });
  const message = umi.messageOf('Hello', umi.makeThreadId());
  const reply = await umi.openUmi(target).send(id, { messages: [message] });
  expect({ status: reply.status, body: reply.body }).toEqual({
    status: 400,
    body: { variables: { order: ['This field is required.'] } },
  });
});
