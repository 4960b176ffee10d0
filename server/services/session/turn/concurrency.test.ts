import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, openTestEnv, type TestEnv, type TestFlow } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { changeVariables } from '../change-variables';
import { endSession } from '../end-session';
import { ECHO } from '../fixtures/flows';
import { listMessages } from '../list-messages';
import { listTurns } from '../list-turns';
import { sendInput } from '../send-input';
import { startSession } from '../start-session';
import type { SessionReply } from '../view';

let testEnv: TestEnv;
let processes: ServiceContext[];
let echo: TestFlow;

beforeAll(async () => {
  testEnv = await openTestEnv();
  processes = [testEnv.platform, testEnv.openPlatform()].map((platform) => actIn(platform, testEnv.orgId));
  echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
});
afterAll(() => testEnv.close());

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

async function begin(): Promise<{ ctx: ServiceContext; sessionId: string }> {
  const [ctx] = processes;
  if (!ctx) throw new Error('no process');
  const { session } = await startSession(ctx, { flowId: echo.flowId });
  return { ctx, sessionId: session.id };
}

/** Expects one answer per text, in one order, without a gap in the numbers. */
async function expectOneOrder(
  ctx: ServiceContext,
  sessionId: string,
  replies: SessionReply[],
): Promise<void> {
  for (const [index, { messages, settled }] of replies.entries()) {
    expect(settled).toBe(true);
    expect(messages.map(({ text }) => text)).toEqual([`You said: ${index}`, 'Say something.']);
  }
  const { items } = await listMessages(ctx, { sessionId, limit: 1_000 });
  expect(items.map(({ seq }) => seq)).toEqual(numbers(items.length).map((index) => index + 1));
  const inbound = items.filter(({ direction }) => direction === 'inbound').map(({ text }) => text);
  expect(inbound.toSorted((a, b) => Number(a) - Number(b))).toEqual(replies.map((_, index) => `${index}`));
  const spoken = items.filter(({ text }) => text.startsWith('You said')).map(({ text }) => text);
  expect(spoken).toEqual(inbound.map((text) => `You said: ${text}`));
  const turns = await listTurns(ctx, { sessionId, limit: 1_000 });
  expect(turns.items.map(({ no }) => no)).toEqual(numbers(replies.length + 1).map((index) => index + 1));
}

describe('many inputs to one session at once (turn/once)', () => {
  it('are each answered once, in one order, in one process', async () => {
    const { ctx, sessionId } = await begin();
    const sends = numbers(50).map((n) =>
      sendInput(ctx, { sessionId, input: { type: 'text', text: `${n}` } }),
    );
    await expectOneOrder(ctx, sessionId, await Promise.all(sends));
  });

  it('are each answered once, in one order, in two processes', async () => {
    const { ctx, sessionId } = await begin();
    const sends = numbers(40).map((n) =>
      sendInput(processes[n % 2] ?? ctx, { sessionId, input: { type: 'text', text: `${n}` } }),
    );
    await expectOneOrder(ctx, sessionId, await Promise.all(sends));
  });

  it('make one change for one expected turn number', async () => {
    const { ctx, sessionId } = await begin();
    const changes = numbers(10).map((n) =>
      changeVariables(processes[n % 2] ?? ctx, { sessionId, set: { winner: n }, ifTurn: 1 }),
    );
    const outcomes = await Promise.allSettled(changes);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'precondition_failed' });
    }
  });

  it('are answered before its end and rejected after it', async () => {
    const { ctx, sessionId } = await begin();
    const sends = numbers(20).map((n) =>
      sendInput(processes[n % 2] ?? ctx, { sessionId, input: { type: 'text', text: `${n}` } }),
    );
    const ended = await endSession(processes[1] ?? ctx, { sessionId });
    const outcomes = await Promise.allSettled(sends);
    const answered = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(ended.turnNo).toBe(answered + 2);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'session_finished' });
    }
  });
});
