import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeChannel, openSession, openVisitor } from '@/e2e/api/chat/client';
import { openHeadless } from '@/e2e/api/headless/client';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { readEventStream } from '@/e2e/api/support/read-event-stream';
import { requireBody, type Target } from '@/e2e/api/support/target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { openTestHttpServer, type TestHttpServer } from '@/server/tools/test/http-server';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';

let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let model: TestHttpServer;
let response: ServerResponse;
let began: () => void;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform, { tuning: { waitMs: 50 } });
  const apiKey = await makeKey(testEnv.platform, testEnv.orgId);
  target = { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey };
  model = await openTestHttpServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    response = answer;
    began();
  });
});
afterAll(async () => {
  await model.close();
  await mount.close();
  await testEnv.close();
});

const asking = (intent: string): FlowDefinitionInput => ({
  format: 1,
  triggers: [{ type: 'intent', name: intent, displayLabel: 'Ask' }],
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'ai', url: `${model.url}/v1/chat/completions`, model: 'small', stream: true },
      ...{ prompt: 'Hello', variable: 'said', exits: { next: 'say' } },
    },
    { id: 'say', kind: 'end', text: '{{ said }}' },
  ],
});

/** Resolves when the model is asked. */
function whenAsked(): Promise<void> {
  return new Promise((resolve) => {
    began = resolve;
  });
}

function write(content: string, finish: string | null = null): void {
  const part = { choices: [{ index: 0, delta: { content }, finish_reason: finish }] };
  response.write(`data: ${JSON.stringify(part)}\n\n`);
  if (finish) response.end('data: [DONE]\n\n');
}

it('a stream of events has the parts of a reply without an id, so that a client resumes after the last event', async () => {
  const asked = whenAsked();
  const { id: flowId } = await makeFlow(target, asking('stream'));
  const { sessionId } = requireBody(await openHeadless(target).start(flowId), 201);
  await asked;
  const url = `${target.baseUrl}/cgw/process/v1/orgs/${target.orgId}/sessions/${sessionId}/events`;
  const headers = { authorization: `Bearer ${target.apiKey}`, accept: 'text/event-stream' };
  const events = readEventStream(await fetch(url, { headers }));
  await events.until(({ event }) => event === 'status.changed');
  write('Good ');
  expect(await events.until(({ event }) => event === 'reply.partial')).toEqual([
    { id: '', event: 'reply.partial', data: { type: 'reply.partial', data: { from: 0, text: 'Good ' } } },
  ]);
  write('day');
  const [second] = await events.until(({ event }) => event === 'reply.partial');
  expect(second?.data.data).toEqual({ from: 5, text: 'day' });
  write('', 'stop');
  const rest = (await events.rest()).filter(({ event }) => event !== 'reply.partial');
  expect(rest.map(({ id, event }) => [id, event])).toEqual([
    ['2-0', 'message.sent'],
    ['2-1', 'message.sent'],
    ['2-2', 'variables.changed'],
    ['2-3', 'status.changed'],
  ]);
});

it('a poll of an execution has the reply so far, until it is a block', async () => {
  const asked = whenAsked();
  await makeFlow(target, asking('ask'));
  const visitor = openVisitor(target, await openSession(target, await makeChannel(target)));
  const { executionId, ...first } = await visitor.trigger('ask');
  expect(first).not.toHaveProperty('partialReply');
  await asked;
  write('Good ');
  const partial = async () => (await visitor.read(executionId)).partialReply;
  await expect.poll(partial).toBe('Good ');
  write('day', 'stop');
  await expect.poll(async () => (await visitor.read(executionId)).status).toBe('completed');
  const last = await visitor.read(executionId);
  expect(last).not.toHaveProperty('partialReply');
  expect(last.blocks.map(({ payload }) => payload.text)).toEqual(['Good day']);
});
