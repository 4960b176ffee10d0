import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '@/e2e/api/support/flows';
import { makeRoom } from '@/e2e/api/support/make-channel';
import { requireBody } from '@/e2e/api/support/target';
import { makeChannel, makeThreadId, messageOf, openUmi } from '@/e2e/api/umi/client';
import { type OpenUmiTarget, openUmiTarget } from '@/e2e/api/umi/open-umi-target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { getSession } from '@/server/services/session/get-session';
import { listMessages } from '@/server/services/session/list-messages';
import { actIn } from '@/server/tools/test/platform';

const CHOICE: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'May we call you?' }],
      answer: { type: 'choice', choices: ['Yes please', 'No'].map((label) => ({ value: label, label })) },
      variable: 'may',
      exits: { next: 'done' },
    },
    { id: 'done', kind: 'end', output: { may: '{{ may }}', first: '{{ trigger.text }}' } },
  ],
};

const MAIL =
  'Yes please\r\n-- \r\nJane\r\n\r\nOn Fri, 3 Apr 2026 at 10:00, Shop <shop@example.com> wrote:\r\n> May we call you?';

let target: OpenUmiTarget;
beforeAll(async () => {
  target = await openUmiTarget();
});
afterAll(() => target.close());

describe('a mail (mail/reply)', () => {
  it('is matched without quotes and signature, and stays complete in the transcript', async () => {
    const flow = await makeFlow(target, CHOICE);
    const room_id = await makeRoom(target, { mode: 'flow', flowId: flow.id });
    const { id } = await makeChannel(target, { room_id });
    const threadId = makeThreadId();
    const send = async (text: string) =>
      requireBody(await openUmi(target).send(id, { messages: [messageOf(text, threadId)] }), 201);

    const { chat_id: sessionId } = await send('Hello\n\nBest regards\nJane');
    await send(MAIL);

    const ctx = actIn(target.testEnv.platform, target.orgId);
    expect(await getSession(ctx, { sessionId })).toMatchObject({
      status: 'completed',
      output: { may: 'Yes please', first: 'Hello' },
    });
    const { items } = await listMessages(ctx, { sessionId, limit: 20 });
    const inbound = items.filter(({ direction }) => direction === 'inbound');
    expect(inbound.map(({ text }) => text)).toEqual(['Hello\n\nBest regards\nJane', MAIL]);
    expect(inbound[1]?.content).toEqual({ type: 'text', text: MAIL });
  });
});
