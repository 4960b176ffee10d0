import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../support/start-app';

/*
 * The process is killed again and again while it answers. A caller that repeats unanswered requests under the same
 * Idempotency-Key finds every message accepted once, in the order sent.
 */

const KILLS = 3;
const MESSAGES = 45;

let app: RunningApp;
afterAll(() => app?.remove());

type Answer = { sessionId: string; messages: { text: string }[] };

async function post(path: string, key: string, body: object): Promise<Answer | null> {
  const { apiKey, orgId } = app.readDemo();
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  };
  const url = `${app.baseUrl}/cgw/process/v1/orgs/${orgId}${path}`;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    () => null,
  );
  if (!response) return null;
  const text = await response.text().catch(() => null);
  if (text === null || response.status === 409 || response.status === 503) return null;
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return JSON.parse(text);
}

/** Repeats a request until it succeeds: the server may be down, or the key may still be leased to a dead process. */
async function insist(path: string, key: string, body: object): Promise<Answer> {
  for (;;) {
    const answer = await post(path, key, body);
    if (answer) return answer;
    await pause(100);
  }
}

async function killAndRestart(): Promise<void> {
  const { dataDir } = app;
  app.process.kill('SIGKILL');
  await once(app.process, 'exit');
  // The address changes with each process, so requests wait for the new one.
  app = await startApp({ dataDir, env: { LOG_LEVEL: 'warn' } });
}

it('neither loses nor repeats a message when the process is killed', async () => {
  app = await startApp({ env: { LOG_LEVEL: 'warn' } });
  const { flows, orgId, apiKey } = app.readDemo();
  const { sessionId } = await insist(`/flows/${flows.echo}/sessions`, 'start', {});
  const texts = Array.from({ length: MESSAGES }, (_, index) => `message ${index}`);
  for (const [index, text] of texts.entries()) {
    const path = `/sessions/${sessionId}/messages`;
    const kill = index % (MESSAGES / KILLS) === MESSAGES / KILLS - 1;
    const first = post(path, `message-${index}`, { text });
    if (kill) {
      await pause(index % 7);
      await killAndRestart();
    }
    const answer = (await first) ?? (await insist(path, `message-${index}`, { text }));
    expect(answer.messages[0]?.text).toBe(`You said: ${text}`);
  }
  const response = await fetch(
    `${app.baseUrl}/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}/events?limit=500`,
    { headers: { authorization: `Bearer ${apiKey}` } },
  );
  const { events } = (await response.json()) as { events: { type: string; data: { text: string } }[] };
  const received = events.filter(({ type }) => type === 'message.received').map(({ data }) => data.text);
  expect(received).toEqual(texts);
}, 240_000);
