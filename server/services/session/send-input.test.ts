import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actIn,
  addFlow,
  openTestStage,
  type TestFlow,
  type TestStage,
} from '@/server/tools/test-platform';
import type { ServiceContext } from '../context';
import { ECHO, HELLO } from './fixtures/flows';
import { sendInput } from './send-input';
import { startSession } from './start-session';

let stage: TestStage;
let ctx: ServiceContext;
let echo: TestFlow;

beforeAll(async () => {
  stage = await openTestStage();
  ctx = actIn(stage.platform, stage.orgId);
  echo = await addFlow(stage.platform.db, stage.orgId, ECHO);
});
afterAll(() => stage.close());

describe('sendInput', () => {
  it('answers with what was said to it', async () => {
    const started = await startSession(ctx, { flowId: echo.flowId });
    expect(started.messages.map(({ text }) => text)).toEqual(['Say something.']);
    const reply = await sendInput(ctx, {
      sessionId: started.session.id,
      input: { type: 'text', text: 'hi' },
    });
    expect(reply.messages.map(({ text }) => text)).toEqual(['You said: hi', 'Say something.']);
    expect(reply.settled).toBe(true);
    expect(reply.session).toMatchObject({
      status: 'awaiting_input',
      turnNo: 2,
      messageCount: 4,
      variables: { said: 'hi' },
    });
  });

  it('ends', async () => {
    const hello = await addFlow(stage.platform.db, stage.orgId, HELLO);
    const started = await startSession(ctx, { flowId: hello.flowId, variables: { name: 'Ada' } });
    expect(started.messages.map(({ kind, text }) => [kind, text])).toEqual([
      ['text', 'Hello Ada.'],
      ['output', 'Done.'],
      ['end', ''],
    ]);
    expect(started.session).toMatchObject({ status: 'completed', output: { ok: true } });
  });
});
