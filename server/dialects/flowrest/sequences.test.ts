import { afterAll, beforeAll, describe, it } from 'vitest';
import { makeChannel, makeThreadId, openFlowrest } from '@/e2e/api/flowrest/client';
import { FAILING } from '@/e2e/api/support/flows';
import { REPEAT_FLOW } from '@/e2e/api/support/repeat-flow';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { replyToConversation } from '@/server/services/inbox/reply-to-conversation';
import { callingFlow, HELLO, TRANSFER } from '@/server/services/session/fixtures/flows';
import { findThreadSession } from '@/server/services/thread/find-thread-session';
import { openHeldCall } from '../fixtures/held-call';
import { openRecorderEnv, type RecorderEnv } from '../fixtures/record-conversation';

const HERE = import.meta.dirname;
const TWO_HANDOVERS: FlowDefinitionInput = {
  format: 1,
  start: 'first',
  nodes: [
    { id: 'first', kind: 'transfer', destination: 'sales', exits: { success: 'second' } },
    { id: 'second', kind: 'transfer', destination: 'billing', exits: {} },
  ],
};

let env: RecorderEnv;

beforeAll(async () => {
  env = await openRecorderEnv();
});
afterAll(() => env.close());

async function open(definition: FlowDefinitionInput, query: string) {
  const channel = await makeChannel(env.target, { definition, webhookUrl: 'http://127.0.0.1:9/hook' });
  const api = openFlowrest(env.target, channel);
  const threadId = makeThreadId();
  const recording = env.record();
  const say = (speech: string) =>
    recording.step(`say ${speech}`, () =>
      api.post(threadId, { type: 'text', speech, originator: { name: 'Eve', role: 'external' } }, query),
    );
  const call = (method: string, path: string, search = '') =>
    recording.step(`${method} ${path}`, () => api.call(method, `${path}/${api.at(threadId)}${search}`));
  await say('hi');
  const session = await findThreadSession(env.ctx, { channelId: channel.id, externalId: threadId });
  return { ...recording, say, call, seen: { sessionId: session?.id ?? '', channelId: channel.id } };
}

describe('a flowrest conversation', () => {
  it('is answered in the response', async () => {
    const { say, call, seen, expectSequence } = await open(REPEAT_FLOW, '?sync=true');
    await say('there');
    await call('GET', '/messages', '?sync=true');
    await expectSequence(HERE, 'answer-in-response', seen);
  });

  it('is answered by webhook', async () => {
    const { say, seen, expectSequence } = await open(REPEAT_FLOW, '');
    await say('there');
    await expectSequence(HERE, 'answer-by-webhook', seen);
  });

  it('is answered after a call', async () => {
    const held = await openHeldCall();
    const { act, untilTurn, seen, expectSequence } = await open(callingFlow(held.url), '?sync=true');
    await act('the call is answered', held.release);
    await untilTurn(seen.sessionId, 2);
    await expectSequence(HERE, 'answer-after-call', seen);
    await held.close();
  });

  it('is handed over, answered by a person and resolved', async () => {
    const { act, say, call, seen, expectSequence } = await open(TRANSFER, '');
    const { sessionId } = seen;
    await act('a member replies', () => replyToConversation(env.member, { sessionId, text: 'I am Ada.' }));
    await say('thanks');
    await call('GET', '/pause', '?sync=true');
    await call('POST', '/resolve');
    await expectSequence(HERE, 'handover', seen);
  });

  it('is handed over twice', async () => {
    const { call, seen, expectSequence } = await open(TWO_HANDOVERS, '?sync=true');
    await call('POST', '/resolve');
    await expectSequence(HERE, 'two-handovers', seen);
  });

  it('completes with an output', async () => {
    const { seen, expectSequence } = await open(HELLO, '');
    await expectSequence(HERE, 'completion', seen);
  });

  it('is ended by its caller', async () => {
    const { call, seen, expectSequence } = await open(REPEAT_FLOW, '');
    await call('POST', '/resolve');
    await expectSequence(HERE, 'end', seen);
  });

  it('fails', async () => {
    const { seen, expectSequence } = await open(FAILING, '?sync=true');
    await expectSequence(HERE, 'failure', seen);
  });
});
