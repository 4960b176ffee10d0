import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { type RunningApp, startApp } from '../support/start-app';
import { describeChat } from './chat/describe-chat';
import { openChatDialect, openEngineDialect } from './chat/open-dialect';
import { describeDemo } from './demo';
import { describeDialect } from './dialect-suite';
import { openFlowrestDialect } from './flowrest/open-dialect';
import { describeFlowrestExamples } from './flowrest/seed-examples';
import { describeConversations } from './headless/conversation';
import { describeExtensions } from './headless/events';
import { describeIdempotency } from './headless/idempotency';
import { openHeadlessDialect } from './headless/open-dialect';
import { describeRequests } from './headless/requests';
import { describeSeedExamples } from './headless/seed-examples';
import { describeManagement } from './management/management';
import { describeSignedWebhooks } from './signed-webhooks';
import type { Target } from './support/target';
import { describeUmi } from './umi/describe-umi';
import { openUmiDialect } from './umi/open-dialect';
import type { UmiHost } from './umi/open-umi-target';

/*
 * The built app, twice on one database: one process that serves the APIs directly, and one that serves them through
 * Next alone. Every suite runs against both, and one conversation is held through both at once.
 */

// Both must unseal each other's secrets.
const SECRET = 'the same in every process of a test';

let database: TestDatabase;
let direct: RunningApp;
let next: RunningApp;

beforeAll(async () => {
  database = await openTestDatabase();
  const env = { DATABASE_URL: database.url, LOG_LEVEL: 'warn', PARLEY_SECRET: SECRET };
  direct = await startApp({ env });
  next = await startApp({ env: { ...env, PARLEY_ROLES: 'console' } });
}, 120_000);
afterAll(async () => {
  await Promise.all([direct?.remove(), next?.remove()]);
  await database?.drop();
});

function targetOf(app: RunningApp): Target {
  const { orgId, apiKey } = app.readDemo();
  return { baseUrl: app.baseUrl, orgId, apiKey };
}

function hostOf(app: RunningApp): UmiHost {
  return { ...targetOf(app), userId: app.readDemo().umi?.userId ?? '' };
}

describe.each([
  ['the direct mount', () => direct],
  ['Next', () => next],
] as const)('through %s', (_, app) => {
  const target = () => targetOf(app());
  describeSeedExamples(target);
  describeConversations(target);
  describeIdempotency(target);
  describeExtensions(target);
  describeRequests(target);
  describeManagement(target);
  describeChat(target);
  describeFlowrestExamples(target);
  describeUmi(() => hostOf(app()));
  describeSignedWebhooks(target);
  describeDialect('headless', target, openHeadlessDialect);
  describeDialect('chat', target, openChatDialect);
  describeDialect('chat, for servers', target, openEngineDialect);
  describeDialect('flowrest', target, openFlowrestDialect);
  describeDialect('umi', target, openUmiDialect);
  describeDemo(app);

  it.each([
    ...['/api', '/api/', '/api/v2/orgs/x/flows', '/api/public/v2/chat/sessions', '/rest', '/rest/v2/threads'],
    ...[
      '/REST/v1/threads',
      '//rest/v1/threads',
      '/cgw',
      '/mcp',
      '/sse',
      '/llms.txt',
      '/openapi.json',
      '/v1/orgs',
    ],
    ...['/api/v1', '/api/v1/nothing', '/rest/v1/nothing', '/.well-known/oauth-protected-resource'],
  ])('a program that asks for %s gets 404 as JSON, and no page', async (path) => {
    const { hostname, port } = new URL(app().baseUrl);
    for (const method of ['GET', 'POST']) {
      const sent = request({ hostname, port, path, method, headers: { accept: 'text/html,*/*' } }).end();
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      expect([response.statusCode, response.headers['content-type']]).toEqual([404, 'application/json']);
      expect(Object.keys((await json(response)) as object)).not.toEqual([]);
    }
  });
});

describe('two processes on one database', () => {
  it('answer concurrent messages to one session, each once and in one order', async () => {
    const { orgId, apiKey } = targetOf(direct);
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const base = `/cgw/process/v1/orgs/${orgId}`;
    const post = async (app: RunningApp, path: string, body: unknown) => {
      const response = await fetch(`${app.baseUrl}${base}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(response.ok).toBe(true);
      return (await response.json()) as { sessionId: string; messages: { id: string; text: string }[] };
    };
    const { sessionId } = await post(direct, '/flows/echo/sessions', {});
    const texts = Array.from({ length: 30 }, (_, index) => `message ${index}`);
    const replies = await Promise.all(
      texts.map((text, index) =>
        post(index % 2 === 0 ? direct : next, `/sessions/${sessionId}/messages`, { text }),
      ),
    );
    expect(replies.map(({ messages }) => messages[0]?.text)).toEqual(
      texts.map((text) => `You said: ${text}`),
    );
    const numbers = replies.flatMap(({ messages }) => messages.map(({ id }) => Number(id.slice(4))));
    expect(new Set(numbers).size).toBe(60);
    // One opening message, then three per turn, the first of them the user's.
    expect(Math.max(...numbers)).toBe(1 + 3 * 30);
  });
});
