import { request as send } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toAnswerHeaders } from '@/server/http/answer-headers';
import { readRoutes } from '../proof/support/read-routes';
import { type RunningApp, startApp } from '../support/start-app';

/*
 * http/headers-everywhere, over every route that the dialects describe, pages, console calls, files, refusals and what is
 * nowhere; a page may run no script that is not its own.
 */

const PUBLIC = 'https://parley.example';
const OWN = { host: 'parley.example' };

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({ env: { PARLEY_PUBLIC_URL: PUBLIC, LOG_LEVEL: 'silent' } });
}, 120_000);
afterAll(() => app?.remove());

type Asked = { method: string; path: string; headers?: Record<string, string> };
type Answer = { status: number; headers: Record<string, unknown> };

function ask({ method, path, headers = OWN }: Asked): Promise<Answer> {
  const { hostname, port } = new URL(app.baseUrl);
  return new Promise((resolve, reject) => {
    const sent = send({ hostname, port, method, path, headers }, (response) => {
      // A stream of events has no end.
      response.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    sent.once('error', reject).end();
  });
}

const expected = Object.fromEntries(
  Object.entries(toAnswerHeaders(PUBLIC)).map(([name, value]) => [name.toLowerCase(), value]),
);

const PAGES = ['/', '/sign-in', '/sign-up', '/sessions', '/flows', '/nowhere', '/join/x'];
const OTHERS: Asked[] = [
  ...[
    '/api/health',
    '/api/ready',
    '/metrics',
    '/demo/webhooks/umi',
    '/_next/static/nothing.js',
    '/favicon.ico',
  ],
  ...[
    '/api/auth/csrf',
    '/api/trpc/flow.list',
    '/api/trpc/nothing',
    '/api/picture?url=x',
    '/api/nowhere',
    '/%',
    '/%00',
  ],
].map((path) => ({ method: 'GET', path }));
const REFUSED: Asked[] = [
  { method: 'GET', path: '/', headers: { host: 'evil.example' } },
  { method: 'GET', path: '/', headers: { ...OWN, 'x-forwarded-host': 'a b' } },
  { method: 'POST', path: '/api/v1/orgs', headers: { ...OWN, expect: 'nothing' } },
  { method: 'DELETE', path: '/api/health' },
];

it('stands on every answer (http/headers-everywhere)', async () => {
  const { routes } = await readRoutes(app.baseUrl);
  const described = routes.map(({ method, path }) => ({
    method: method.toUpperCase(),
    path: path.replace(/[{}]/g, ''),
  }));
  expect(described.length).toBeGreaterThan(60);
  const pages = PAGES.map((path) => ({ method: 'GET', path }));
  const seen = [];
  for (const asked of [...described, ...pages, ...OTHERS, ...REFUSED]) {
    const { status, headers } = await ask(asked);
    const shown = Object.fromEntries(Object.keys(expected).map((name) => [name, headers[name]]));
    seen.push({ ...asked, status, shown });
  }
  expect(seen.filter(({ shown }) => JSON.stringify(shown) !== JSON.stringify(expected))).toEqual([]);
  expect(seen.filter(({ status }) => status >= 500)).toEqual([]);
});

it.each(PAGES)('lets %s run no script of others and show no picture from elsewhere', async (path) => {
  const { headers } = await ask({ method: 'GET', path });
  const policy = String(headers['content-security-policy']);
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
  expect(policy).toContain("img-src 'self' data: blob:;");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});
