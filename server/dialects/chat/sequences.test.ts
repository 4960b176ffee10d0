import { afterAll, beforeAll, describe, it } from 'vitest';
import { type ChatReply, makeChannel, openSession, openVisitor } from '@/e2e/api/chat/client';
import { FAILING, makeFlow } from '@/e2e/api/support/flows';
import { ask } from '@/e2e/api/support/target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { handBack } from '@/server/services/inbox/hand-back';
import { replyToConversation } from '@/server/services/inbox/reply-to-conversation';
import { endSession } from '@/server/services/session/end-session';
import { callingFlow, ECHO, HELLO, TRANSFER } from '@/server/services/session/fixtures/flows';
import { openHeldCall } from '../fixtures/held-call';
import { openRecorderEnv, type RecorderEnv } from '../fixtures/record-conversation';

const HERE = import.meta.dirname;

let env: RecorderEnv;

beforeAll(async () => {
  env = await openRecorderEnv();
});
afterAll(() => env.close());

type Execution = { execution_id: string; metadata: { wait_token: string } };

function withIntent(definition: FlowDefinitionInput, name: string): FlowDefinitionInput {
  return { ...definition, triggers: [{ type: 'intent', name, displayLabel: 'Talk' }] };
}

async function open(intent: string, definition: FlowDefinitionInput) {
  await makeFlow(env.target, withIntent(definition, intent));
  const channel = await makeChannel(env.target, {}, { webhookUrl: 'http://127.0.0.1:9/hook' });
  const visitor = openVisitor(env.target, await openSession(env.target, channel));
  const recording = env.record();
  const trigger = { text: 'Hello', intentName: intent };
  const { reply } = await recording.step('trigger', () => visitor.post(trigger));
  const sessionId = reply.executionId;
  const poll = () =>
    recording.step('poll', () => visitor.call<{ reply: ChatReply }>('GET', `/chat/executions/${sessionId}`));
  return { ...recording, visitor, reply, poll, seen: { sessionId, channelId: channel.id } };
}

describe('a chat conversation', () => {
  it('is answered at once', async () => {
    const { visitor, reply, step, poll, seen, expectSequence } = await open('echo', ECHO);
    const { executionId, waitToken } = reply;
    const answer = { executionId, waitToken, values: { said: 'hi' } };
    await step('resume', () => visitor.post(answer));
    await step('resume again', () => visitor.post(answer));
    await poll();
    await expectSequence(HERE, 'answer', seen);
  });

  it('is answered after a call', async () => {
    const call = await openHeldCall();
    const { act, poll, untilTurn, seen, expectSequence } = await open('call', callingFlow(call.url));
    await act('the call is answered', call.release);
    await untilTurn(seen.sessionId, 2);
    await poll();
    await expectSequence(HERE, 'answer-after-call', seen);
    await call.close();
  });

  it('is handed over and comes back', async () => {
    const { act, poll, seen, expectSequence } = await open('transfer', TRANSFER);
    const { sessionId } = seen;
    await act('a member replies', () => replyToConversation(env.member, { sessionId, text: 'I am Ada.' }));
    await poll();
    await act('the member hands back', () => handBack(env.member, { sessionId, outcome: 'success' }));
    await poll();
    await expectSequence(HERE, 'handover', seen);
  });

  it('completes with an output', async () => {
    const { poll, seen, expectSequence } = await open('hello', HELLO);
    await poll();
    await expectSequence(HERE, 'completion', seen);
  });

  it('is ended on the server', async () => {
    const { visitor, reply, step, act, poll, seen, expectSequence } = await open('ended', ECHO);
    const { executionId, waitToken } = reply;
    await act('the session is ended', () => endSession(env.ctx, { sessionId: executionId }));
    await step('resume', () => visitor.post({ executionId, waitToken, values: { said: 'hi' } }));
    await poll();
    await expectSequence(HERE, 'end', seen);
  });

  it('is held by a server', async () => {
    await makeFlow(env.target, withIntent(ECHO, 'from_server'));
    const channel = await makeChannel(env.target, {}, { webhookUrl: 'http://127.0.0.1:9/hook' });
    const { conversationId } = await openSession(env.target, channel);
    const { step, expectSequence } = env.record();
    const engine = (path: string, body: object) =>
      ask<Execution>(env.target, 'POST', `/api/v1/engine${path}`, {
        body: { tenant_id: env.target.orgId, ...body },
      });
    const trigger = { intent_name: 'from_server', conversation_id: conversationId };
    const first = await step('trigger', () => engine('/triggers/chat', trigger));
    const { execution_id: sessionId } = first;
    const answer = { wait_token: first.metadata.wait_token, input: { values: { said: 'hi' } } };
    await step('resume', () => engine(`/executions/${sessionId}/resume`, answer));
    await expectSequence(HERE, 'engine', { sessionId, channelId: channel.id });
  });

  it('fails', async () => {
    const { poll, seen, expectSequence } = await open('failing', FAILING);
    await poll();
    await expectSequence(HERE, 'failure', seen);
  });
});
