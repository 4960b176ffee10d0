import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Headless, openHeadless } from '@/e2e/api/headless/client';
import { FAILING, makeFlow } from '@/e2e/api/support/flows';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { callingFlow, ECHO, HELLO, TRANSFER } from '@/server/services/session/fixtures/flows';
import { openHeldCall } from '../fixtures/held-call';
import { openRecorderEnv, type RecorderEnv } from '../fixtures/record-conversation';

const HERE = import.meta.dirname;

let env: RecorderEnv;
let api: Headless;

beforeAll(async () => {
  env = await openRecorderEnv();
  api = openHeadless(env.target);
});
afterAll(() => env.close());

async function open(definition: FlowDefinitionInput) {
  const { id } = await makeFlow(env.target, definition);
  const recording = env.record();
  const body = { variables: { name: 'Ada' }, metadata: { channel: 'kiosk' } };
  const { sessionId } = await recording.step('start', () => api.start(id, body));
  return { ...recording, sessionId };
}

describe('a headless conversation', () => {
  it('is answered at once', async () => {
    const { sessionId, step, expectSequence } = await open(ECHO);
    await step('send', () => api.send(sessionId, { text: 'hi' }));
    await step('get', () => api.get(sessionId));
    await expectSequence(HERE, 'answer', { sessionId });
  });

  it('is answered after a call', async () => {
    const call = await openHeldCall();
    const { sessionId, act, step, untilTurn, expectSequence } = await open(callingFlow(call.url));
    await act('the call is answered', call.release);
    await untilTurn(sessionId, 2);
    await step('get', () => api.get(sessionId));
    await expectSequence(HERE, 'answer-after-call', { sessionId });
    await call.close();
  });

  it('is handed over and comes back', async () => {
    const { sessionId, step, expectSequence } = await open(TRANSFER);
    await step('send a text', () => api.send(sessionId, { text: 'hi' }));
    await step('send the result', () => api.send(sessionId, { transferResult: { status: 'success' } }));
    await expectSequence(HERE, 'handover', { sessionId });
  });

  it('completes with an output', async () => {
    const { sessionId, step, expectSequence } = await open(HELLO);
    await step('send', () => api.send(sessionId, { text: 'hi' }));
    await step('end', () => api.end(sessionId));
    await expectSequence(HERE, 'completion', { sessionId });
  });

  it('is ended by its caller', async () => {
    const { sessionId, step, expectSequence } = await open(ECHO);
    await step('end', () => api.end(sessionId));
    await step('end again', () => api.end(sessionId));
    await step('send', () => api.send(sessionId, { text: 'hi' }));
    await expectSequence(HERE, 'end', { sessionId });
  });

  it('fails', async () => {
    const { sessionId, step, expectSequence } = await open(FAILING);
    await step('get', () => api.get(sessionId));
    await step('send', () => api.send(sessionId, { text: 'hi' }));
    await expectSequence(HERE, 'failure', { sessionId });
  });
});
