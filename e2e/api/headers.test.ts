import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toFixedHeaders } from '@/server/http/response/response-headers';
import { readRoutes } from '../stress/support/read-routes';
import { type RunningApp, startApp } from '../support/start-app';

/*
 * http/headers-everywhere, http/kept-by-nobody and http/named-charset, checked on every documented route, pages,
 * console calls, files, refusals and unknown paths. A page may run no script but its own.
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
      // An event stream does not end by itself.
      response.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    sent.once('error', reject).end();
  });
}

const expected = Object.fromEntries(
  Object.entries(toFixedHeaders(PUBLIC)).map(([name, value]) => [name.toLowerCase(), value]),
);

const PAGES = ['/', '/sign-in', '/sign-up', '/sessions', '/flows', '/nowhere', '/join/x'];
const OTHERS: Asked[] = [
  ...[
    '/api/health',
    '/api/ready',
    '/metrics',
    '/demo/webhooks/umi',
    '/_next/static/nothing.js',
    '/nothing.png',
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

async function listAll(): Promise<Asked[]> {
  const { routes } = await readRoutes(app.baseUrl);
  const described = routes.map(({ method, path }) => ({
    method: method.toUpperCase(),
    path: path.replace(/[{}]/g, ''),
  }));
  expect(described.length).toBeGreaterThan(60);
  const pages = PAGES.map((path) => ({ method: 'GET', path }));
  return [...described, ...pages, ...OTHERS, ...REFUSED];
}

it('sends the security headers with every response (http/headers-everywhere)', async () => {
  const seen = [];
  for (const asked of await listAll()) {
    const { status, headers } = await ask(asked);
    const shown = Object.fromEntries(Object.keys(expected).map((name) => [name, headers[name]]));
    seen.push({ ...asked, status, shown });
  }
  expect(seen.filter(({ shown }) => JSON.stringify(shown) !== JSON.stringify(expected))).toEqual([]);
  expect(seen.filter(({ status }) => status >= 500)).toEqual([]);
});

it.each(PAGES)('forbids foreign scripts and pictures on %s', async (path) => {
  const { headers } = await ask({ method: 'GET', path });
  const policy = String(headers['content-security-policy']);
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
  expect(policy).toContain("img-src 'self' data: blob:;");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});

it('forbids storing the response of any route (http/kept-by-nobody)', async () => {
  const kept = [];
  for (const asked of await listAll()) {
    const { status, headers } = await ask(asked);
    if (!String(headers['cache-control']).includes('no-store')) kept.push({ ...asked, status });
  }
  expect(kept).toEqual([]);
});

it('names the type, and the charset of text (http/named-charset)', async () => {
  const unnamed = [];
  for (const asked of await listAll()) {
    const { status, headers } = await ask(asked);
    const type = headers['content-type'];
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (hasBody && !isNamed(type)) unnamed.push({ ...asked, status, type });
  }
  expect(unnamed).toEqual([]);
});

function isNamed(type: unknown): boolean {
  const named = String(type ?? '');
  return /^(text\/|[^;]*xml)/.test(named) ? /; ?charset=utf-8/i.test(named) : named.includes('/');
}

const PUBLIC_FILES = [
  ['/favicon.ico', 'image/x-icon'],
  ['/icon.svg', 'image/svg+xml'],
  ['/icon-192.png', 'image/png'],
  ['/icon-512.png', 'image/png'],
  ['/icon-maskable-512.png', 'image/png'],
  ['/apple-touch-icon.png', 'image/png'],
  ['/social.png', 'image/png'],
  ['/manifest.webmanifest', 'application/manifest+json'],
  ['/robots.txt', 'text/plain; charset=UTF-8'],
] as const;

it.each(PUBLIC_FILES)('lets everyone cache %s for a day (public/kept-a-day)', async (path, type) => {
  const { status, headers } = await ask({ method: 'GET', path });
  expect([status, headers['content-type']]).toEqual([200, type]);
  expect(headers['cache-control']).toBe('public, max-age=86400');
  expect(headers).toMatchObject(expected);
});

it('serves every file of public/, and pages link it', async () => {
  const paths = PUBLIC_FILES.map(([path]) => path);
  expect(readdirSync('public').map((name) => `/${name}`)).toEqual([...paths].sort());
  const page = await readPage('/sign-in');
  const links = [...page.matchAll(/<link rel="(icon|apple-touch-icon|manifest)" href="([^"]+)"/g)];
  expect(links.map(([, rel, href]) => `${rel} ${href}`).sort()).toEqual([
    'apple-touch-icon /apple-touch-icon.png',
    'icon /favicon.ico',
    'icon /icon.svg',
    'manifest /manifest.webmanifest',
  ]);
  expect(page).toContain(`<meta property="og:image" content="${PUBLIC}/social.png"`);
  expect(page.match(/<meta name="theme-color"/g)).toHaveLength(2);
});

async function readPage(path: string): Promise<string> {
  const { hostname, port } = new URL(app.baseUrl);
  const sent = send({ hostname, port, path, headers: OWN }).end();
  const [response] = await once(sent, 'response');
  return text(response);
}

it('allows caching only for the console’s static files', async () => {
  const [file = ''] = JSON.parse(readFileSync('.next/build-manifest.json', 'utf8')).rootMainFiles;
  const { status, headers } = await ask({ method: 'GET', path: `/_next/${file}` });
  expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
});

it('names the charset of a page’s streamed parts', async () => {
  const asked = { method: 'GET', headers: { ...OWN, rsc: '1' } };
  const led = await ask({ ...asked, path: '/sign-up' });
  const { headers } = await ask({ ...asked, path: String(led.headers.location ?? '/sign-up') });
  expect(headers['content-type']).toBe('text/x-component; charset=utf-8');
  expect(headers['cache-control']).toContain('no-store');
});
