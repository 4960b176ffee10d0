import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeChannel, openFlowrest } from '@/e2e/api/flowrest/client';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { requireBody, type Target } from '@/e2e/api/support/target';
import { makeThreadId } from '@/e2e/api/umi/client';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';

let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let models: TestHttpServer;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform);
  models = await openTestHttpServer((_, response) =>
    sendJson(response, 200, { choices: [{ message: { role: 'assistant', content: 'At nine.' } }] }),
  );
  const { platform, orgId } = testEnv;
  target = { baseUrl: mount.baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
});
afterAll(async () => {
  await models.close();
  await mount.close();
  await testEnv.close();
});

const toDefinition = (): FlowDefinitionInput => ({
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'question', prompt: [{ type: 'text', text: 'What is it?' }], variable: 'words' },
      ...{ answer: { type: 'text' }, exits: { next: 'think' } },
    },
    {
      ...{ id: 'think', kind: 'ai', url: `${models.url}/v1`, model: 'm', variable: 'reply' },
      ...{ prompt: '{{ words }}', exits: { next: 'say', error: 'say' } },
    },
    {
      ...{ id: 'say', kind: 'message', messages: [{ type: 'text', text: '{{ reply }}' }] },
      exits: { next: 'ask' },
    },
  ],
});

describe('the disclosure of a channel', () => {
  it.each<[string, string[]]>([
    ['You talk with an AI assistant.', ['You talk with an AI assistant.', 'At nine.', 'What is it?']],
    ['', ['At nine.', 'What is it?']],
  ])('is said once in a session: %j', async (disclosure, expected) => {
    const channel = await makeChannel(target, { definition: toDefinition(), settings: { disclosure } });
    const api = openFlowrest(target, channel);
    const threadId = makeThreadId();
    const say = async (speech: string) => {
      const reply = await api.post(threadId, { type: 'text', speech }, '?sync=true');
      return requireBody(reply, 200).messages.map(({ fallback }) => fallback);
    };
    expect(await say('hello')).toEqual(['What is it?']);
    expect(await say('When do you open?')).toEqual(expected);
    expect(await say('And on Sunday?')).toEqual(['At nine.', 'What is it?']);
  });
});
