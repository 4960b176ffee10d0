import { afterAll, beforeAll, describe, it } from 'vitest';
import { FAILING, makeFlow } from '@/e2e/api/support/flows';
import { makeChannel, makeRoom } from '@/e2e/api/support/make-channel';
import { REPEAT_FLOW } from '@/e2e/api/support/repeat-flow';
import { makeThreadId, openUmi, type Umi } from '@/e2e/api/umi/client';
import { ADVISER } from '@/e2e/api/umi/open-umi-target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { handBack } from '@/server/services/inbox/hand-back';
import { replyToConversation } from '@/server/services/inbox/reply-to-conversation';
import { callingFlow, HELLO, TRANSFER } from '@/server/services/session/fixtures/flows';
import { openHeldCall } from '../fixtures/held-call';
import { openRecorderEnv, type RecorderEnv } from '../fixtures/record-conversation';

const HERE = import.meta.dirname;
const WEBHOOK = { webhookUrl: 'http://127.0.0.1:9/hook', label: 'email', kind: 'umi' };

let env: RecorderEnv;
let api: Umi;

beforeAll(async () => {
  env = await openRecorderEnv();
  api = openUmi(env.target);
});
afterAll(() => env.close());

async function open(definition: FlowDefinitionInput, mode: 'flow' | 'suggestions' = 'flow') {
  const flow = await makeFlow(env.target, definition);
  const roomId = await makeRoom(env.target, { mode, flowId: flow.id });
  const { channel } = await makeChannel(env.target, { ...WEBHOOK, roomId });
  const threadId = makeThreadId();
  const recording = env.record();
  let no = 0;
  const send = (body: string, more: object = {}) => {
    no += 1;
    const message = {
      body,
      thread_id: threadId,
      sender_id: 'eve@example.com',
      message_id: `m-${no}`,
      ...more,
    };
    return recording.step(`send ${body}`, () => api.send(channel.id, { messages: [message] }));
  };
  const close = () => recording.step('close', () => api.close(channel.id, { thread_id: threadId }));
  const { chat_id: sessionId } = await send('hi');
  return { ...recording, send, close, seen: { sessionId, channelId: channel.id } };
}

describe('a umi conversation', () => {
  it('is answered by webhook', async () => {
    const { send, seen, expectSequence } = await open(REPEAT_FLOW);
    await send('there');
    await expectSequence(HERE, 'answer', seen);
  });

  it('is answered after a call', async () => {
    const held = await openHeldCall();
    const { act, untilTurn, seen, expectSequence } = await open(callingFlow(held.url));
    await act('the call is answered', held.release);
    await untilTurn(seen.sessionId, 2);
    await expectSequence(HERE, 'answer-after-call', seen);
    await held.close();
  });

  it('gets suggestions, and a reply that quotes one', async () => {
    const { send, listWebhookBodies, seen, expectSequence } = await open(ADVISER, 'suggestions');
    const [first] = (await listWebhookBodies(seen.channelId)) as { reply_suggestion: { id: string } }[];
    const quoted = { selected_reply_suggestion_id: first?.reply_suggestion.id };
    await send('Say: hi', { ...quoted, sender_type: 'user', sender_id: env.memberId });
    await send('there');
    await expectSequence(HERE, 'suggestions', seen);
  });

  it('is handed over, answered by a person and handed back', async () => {
    const { act, send, seen, expectSequence } = await open(TRANSFER);
    const { sessionId } = seen;
    await act('a member replies', () => replyToConversation(env.member, { sessionId, text: 'I am Ada.' }));
    await send('thanks');
    await act('the member hands back', () => handBack(env.member, { sessionId, outcome: 'success' }));
    await expectSequence(HERE, 'handover', seen);
  });

  it('completes with an output', async () => {
    const { seen, expectSequence } = await open(HELLO);
    await expectSequence(HERE, 'completion', seen);
  });

  it('is ended by its caller', async () => {
    const { close, seen, expectSequence } = await open(REPEAT_FLOW);
    await close();
    await close();
    await expectSequence(HERE, 'end', seen);
  });

  it('fails', async () => {
    const { seen, expectSequence } = await open(FAILING);
    await expectSequence(HERE, 'failure', seen);
  });
});
