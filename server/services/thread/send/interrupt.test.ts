import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { actIn, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import {
  addObservedChannel,
  observe,
  openObservedEnv,
  sendText,
} from '../../session/fixtures/observed-channel';
import { resumeAfterCall } from '../../session/turn/advance-session';

// Cites interrupt/canceled-once and reply/once.

let testEnv: TestEnv;
let ctx: ServiceContext;
let server: TestHttpServer;
/** The requests that are not answered, with the paths that they ask for. */
const held: { path: string; response: ServerResponse; isClosed: boolean }[] = [];

beforeAll(async () => {
  testEnv = await openObservedEnv({});
  ctx = actIn(testEnv.platform, testEnv.orgId);
  server = await openTestHttpServer((request, response) => {
    const call = { path: request.path, response, isClosed: false };
    response.on('close', () => {
      call.isClosed = true;
    });
    held.push(call);
  });
});
afterAll(async () => {
  await server.close();
  await testEnv.close();
});

/** Asks, looks the answer up, says what it found, and asks again. */
const lookUp = (): FlowDefinitionInput => ({
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'question', variable: 'wish' },
      prompt: [{ type: 'text', text: 'What?' }],
      answer: { type: 'text' },
      exits: { next: 'look' },
    },
    {
      ...{ id: 'look', kind: 'http', method: 'GET', url: `${server.url}/{{ wish }}`, interruptible: true },
      save: [{ variable: 'found', value: 'response.body.text' }],
      exits: { success: 'say', failure: 'ask', interrupted: 'ask' },
    },
    {
      ...{ id: 'say', kind: 'message', messages: [{ type: 'text', text: 'Found {{ found }}.' }] },
      exits: { next: 'ask' },
    },
  ],
});

async function openChannel(): Promise<(text: string, more?: object) => ReturnType<typeof sendText>> {
  const { orgId } = testEnv;
  const channelId = await addObservedChannel(testEnv, lookUp());
  const where = { orgId_id: { orgId, id: channelId } };
  await testEnv.platform.db.prisma.channel.update({
    where,
    data: { settings: { concurrency: 'interrupt' } },
  });
  return (text, more) => sendText(ctx, channelId, text, more);
}

const listCalls = () => testEnv.platform.db.prisma.effect.findMany();

it('a message on a channel whose messages interrupt ends the call under way, and is answered alone', async () => {
  const send = await openChannel();
  const { session } = await send('hello');
  const first = send('one', { direct: true, waitMs: 20_000 });
  await expect.poll(() => held.length).toBe(1);
  const [call] = await listCalls();
  const second = send('two', { direct: true, waitMs: 20_000 });
  await expect.poll(() => held.length).toBe(2);
  await expect.poll(() => held[0]?.isClosed).toBe(true);
  expect((await listCalls()).map(({ key }) => key)).toEqual(['3:1']);
  expect(held.map(({ path }) => path)).toEqual(['/one', '/two']);

  // Another process that makes the canceled call brings its result all the same.
  const result = { status: 200, headers: {}, body: { text: 'late' }, attempts: 1, durationMs: 1 };
  const late = { type: 'effect.succeeded' as const, at: Date.now(), effect: `${call?.key}`, result };
  const place = { orgId: testEnv.orgId, sessionId: session.id, key: late.effect };
  await resumeAfterCall(testEnv.platform, place, late);

  sendJson(held[1]?.response as ServerResponse, 200, { text: 'it' });
  expect((await second).messages.map(({ text }) => text)).toEqual(['Found it.', 'What?']);
  // The question that took the message was asked as part of the answer to the first one.
  expect((await first).messages.map(({ text }) => text)).toEqual(['What?']);
  expect(await listCalls()).toEqual([]);
  const { events } = await observe(testEnv, session.id, 1);
  expect(events).toEqual([
    '2-0 message.received #3 one',
    '2-1 variables.changed wish',
    '2-2 status.changed running',
    '3-0 message.received #4 two',
    '3-1 message.sent #5 What?',
    '3-2 variables.changed wish',
    '4-0 message.sent #6 Found it.',
    '4-1 message.sent #7 What?',
    '4-2 variables.changed found',
    '4-3 status.changed awaiting_input',
  ]);
});
