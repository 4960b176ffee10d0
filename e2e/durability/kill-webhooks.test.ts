import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { type RunningApp, startApp } from '../support/start-app';

/*
 * The process is killed while conversations run and their webhooks are being sent. In the end every answer in a
 * transcript has arrived, in the order of its thread; repeats have the same id.
 */

const KILLS = 3;
const ROUNDS = 12;
const THREADS = ['one', 'two', 'three'];
const EVERY_THIRD = 3;

let app: RunningApp;
let receiver: TestHttpServer;
afterAll(async () => {
  await app?.remove();
  await receiver?.close();
});

type Body = Record<string, unknown>;

/** Calls the umi API; returns null when the server died before it responded. */
async function ask<T>(path: string, body: Body): Promise<T | null> {
  const { orgId, umi } = app.readDemo();
  const response = await fetch(`${app.baseUrl}/api/v5/orgs/${orgId}/unified_messaging${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${umi?.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  const text = await response?.text().catch(() => null);
  if (!response || !text || response.status === 503) return null;
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

/** Makes a room whose flow repeats every message, so that a thread keeps one session. */
async function makeRoom(): Promise<string> {
  const { orgId, apiKey, flows } = app.readDemo();
  const response = await fetch(`${app.baseUrl}/api/v1/orgs/${orgId}/rooms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Echo', mode: 'flow', flowId: flows.echo }),
  });
  const { id } = (await response.json()) as { id: string };
  return id;
}

async function killAndRestart(): Promise<void> {
  const { dataDir } = app;
  app.process.kill('SIGKILL');
  await once(app.process, 'exit');
  app = await startApp({ dataDir, env: { LOG_LEVEL: 'warn' } });
}

/** Lists the outbound messages of a session's transcript in order. */
async function listAnswers(chat: string): Promise<string[]> {
  const { orgId, apiKey } = app.readDemo();
  const url = `${app.baseUrl}/api/v1/orgs/${orgId}/sessions/${chat}/messages?limit=100`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` } });
  const { items } = (await response.json()) as { items: { id: string; direction: string }[] };
  return items.filter(({ direction }) => direction === 'outbound').map(({ id }) => id);
}

type Webhook = { thread_id: string; message: { id: string } };

/** Lists the messages received for a thread in order of the first arrival of each webhook id. */
function listArrived(thread: string): string[] {
  const first = new Map<string, Webhook>();
  for (const { headers, body } of receiver.received) {
    const id = String(headers['webhook-id']);
    if (!first.has(id)) first.set(id, JSON.parse(body));
  }
  return [...first.values()].filter(({ thread_id }) => thread_id === thread).map(({ message }) => message.id);
}

it('delivers every answer in order although the process is killed', async () => {
  let asked = 0;
  // Every third call fails, so that deliveries are always in flight when the process dies.
  receiver = await openTestHttpServer((_, response) => {
    asked += 1;
    sendJson(response, asked % EVERY_THIRD === 0 ? 500 : 200, {});
  });
  app = await startApp({ env: { LOG_LEVEL: 'warn' } });
  const channel = await ask<{ id: string }>('', {
    name: 'Killed',
    messaging_channel: 'email',
    room_id: await makeRoom(),
    reply_webhook_url: `${receiver.url}/replies`,
    max_retry_count: 20,
  });
  const chats = new Map<string, string>();
  let sent = 0;
  const say = async (thread: string): Promise<void> => {
    sent += 1;
    const message = { body: '12345', thread_id: thread, sender_id: 'visitor', message_id: `m-${sent}` };
    const answer = await ask<{ chat_id: string }>(`/${channel?.id}/messages`, { messages: [message] });
    if (answer) chats.set(thread, answer.chat_id);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const saying = Promise.all(THREADS.map(say));
    if (round % (ROUNDS / KILLS) === ROUNDS / KILLS - 1) {
      await pause(round % 5);
      await killAndRestart();
    }
    await saying;
  }
  for (const thread of THREADS) {
    const expected = await listAnswers(chats.get(thread) ?? '');
    expect(expected.length).toBeGreaterThan(ROUNDS / 2);
    await expect.poll(() => listArrived(thread).length, { timeout: 120_000 }).toBe(expected.length);
    expect(listArrived(thread)).toEqual(expected);
  }
}, 300_000);
