import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { randomIds } from '@/server/gateways/ids';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { sendToThread } from './send-to-thread';

/** A server that answers on demand. */
const held: ServerResponse[] = [];
let heldOne: () => void = () => undefined;
const slow = createServer((_request, response) => {
  held.push(response);
  heldOne();
});

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await testEnv.close();
  slow.close();
});

async function addChannel(): Promise<string> {
  const { port } = slow.address() as AddressInfo;
  const definition: FlowDefinitionInput = {
    format: 1,
    start: 'hello',
    nodes: [
      {
        id: 'hello',
        kind: 'message',
        messages: [{ type: 'text', text: 'One moment.' }],
        exits: { next: 'call' },
      },
      {
        id: 'call',
        kind: 'http',
        method: 'GET',
        url: `http://127.0.0.1:${port}/`,
        exits: { success: 'done' },
      },
      { id: 'done', kind: 'end', text: 'Here it is.' },
    ],
  };
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  const id = randomIds.uuid(Date.now());
  await testEnv.platform.db.prisma.channel.create({
    data: {
      orgId: testEnv.orgId,
      id,
      kind: 'flowrest',
      name: 'Test',
      flowId,
      webhookUrl: 'http://127.0.0.1:9/never',
    },
  });
  return id;
}

const ask = (channelId: string, waitMs: number) =>
  sendToThread(ctx, {
    channelId,
    externalId: 't',
    entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: 'hi' }, text: 'hi' }] }],
    direct: true,
    waitMs,
  });

const bodiesOf = async (channelId: string) =>
  (await testEnv.platform.db.prisma.delivery.findMany({ where: { channelId }, orderBy: { no: 'asc' } })).map(
    ({ body }) => body,
  );

const answerHeld = () => held.pop()?.setHeader('content-type', 'application/json').end('{}');
const untilHeld = () =>
  new Promise<void>((resolve) => {
    heldOne = resolve;
  });

describe('a synchronous reply', () => {
  it('returns all answers and sends no webhook', async () => {
    const channelId = await addChannel();
    const arrived = untilHeld();
    const asked = ask(channelId, 10_000);
    await arrived;
    answerHeld();
    const { messages, settled } = await asked;
    expect(settled).toBe(true);
    expect(messages.map(({ text }) => text).filter(Boolean)).toEqual(['One moment.', 'Here it is.']);
    expect((await bodiesOf(channelId)).join()).not.toContain('Here it is.');
  });

  it('sends a webhook for answers after the caller stopped waiting, and no message twice', async () => {
    const channelId = await addChannel();
    const arrived = untilHeld();
    const { messages, settled, session } = await ask(channelId, 300);
    await arrived;
    expect(settled).toBe(false);
    expect(messages.map(({ text }) => text)).toEqual(['One moment.']);
    answerHeld();
    await expect
      .poll(
        async () =>
          (await testEnv.platform.db.prisma.session.findFirst({ where: { id: session.id } }))?.status,
      )
      .toBe('completed');
    const bodies = (await bodiesOf(channelId)).join();
    expect(bodies).toContain('Here it is.');
    expect(bodies).not.toContain('One moment.');
  });
});
