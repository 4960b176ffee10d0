import { type APIRequestContext, type APIResponse, request } from '@playwright/test';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

const AUTH = '/api/auth';
const FORM = 'application/x-www-form-urlencoded';
const PLACES = [
  ...[
    '',
    '/session',
    '/session/x',
    '/csrf',
    '/providers',
    '/error?error=zz',
    '/_log',
    '/nope',
    '/a/b/c',
    '/%00',
  ],
  ...['/signin', '/signin/credentials', '/signin/nobody', '/signout', '/verify-request'],
  ...['/callback', '/callback/credentials', '/callback/credentials/x', '/callback/nobody'],
];
const WAYS_BACK = [
  '',
  '%00',
  '%ff',
  'zz%20%3A',
  '::',
  '/%5Cevil.test',
  'javascript:alert(1)',
  'http://evil.test',
];
const BODIES: [type: string, body: string][] = [
  ['application/json', '{bad'],
  ['application/json', 'null'],
  ['application/json', '[]'],
  ['application/json', '{"csrfToken":1,"email":{},"password":[],"callbackUrl":{}}'],
  [FORM, '%ff=%00&email=a&email=b&password=%00&callbackUrl=zz%20%01'],
  ['multipart/form-data; boundary=x', '--x\r\nzz'],
  ['text/plain', 'zz'],
];
const COOKIES = [
  'next-auth.session-token=zz; next-auth.csrf-token=zz',
  'next-auth.session-token=%ff; next-auth.csrf-token=%00|zz',
  'next-auth.callback-url=zz zz',
  'next-auth.callback-url=%ff',
];

test('survives every hostile request to the sign-in', async ({ baseURL }) => {
  const client = await request.newContext({ baseURL, maxRedirects: 0 });
  const { cookie, csrfToken } = await readCsrf(client);
  const known = { 'content-type': FORM, cookie };
  const rests = ['', '&email=%00&password=%ed%a0%80', '&callbackUrl=zz%20%01', '&email[]=1&json=true'];
  for (const place of PLACES) {
    const path = AUTH + place;
    const ask = expectNoFailure(client, path);
    await Promise.all([
      ...['GET', 'HEAD', 'PUT', 'DELETE'].map((method) => ask({ method })),
      ...WAYS_BACK.map((way) => ask({}, `${path.includes('?') ? '&' : '?'}callbackUrl=${way}`)),
      ...COOKIES.map((header) => ask({ headers: { cookie: header } })),
      ...BODIES.map(([type, data]) => ask({ method: 'POST', data, headers: { 'content-type': type } })),
      ...rests.map((rest) => ask({ method: 'POST', data: `csrfToken=${csrfToken}${rest}`, headers: known })),
    ]);
  }
  await client.dispose();
});

test('ignores broken cookies, and refuses broken hosts', async ({ page, baseURL }) => {
  await signIn(page);
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const client = await request.newContext({ baseURL, maxRedirects: 0 });
  for (const broken of COOKIES.slice(2)) {
    const headers = { cookie: `${cookie}; ${broken}` };
    expect((await client.get('/sessions', { headers })).status(), broken).toBe(200);
  }
  for (const name of ['host', 'x-forwarded-host'])
    for (const host of ['zz zz', '[::', 'a:b:c'])
      for (const path of ['/sign-in', '/sessions', '/api/auth/csrf', '/favicon.ico', '/api/trpc/flow.list'])
        expect((await client.get(path, { headers: { [name]: host } })).status(), `${name} ${host}`).toBe(400);
  await client.dispose();
});

test('forgets a broken callback URL', async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: 'next-auth.callback-url', value: 'zz zz', url: baseURL ?? '' }]);
  const ask = () => page.request.get('/api/auth/csrf');
  expect((await ask()).status()).toBe(400);
  expect((await ask()).status()).toBe(200);
});

test('limits the size of a sign-in’s body', async ({ request: client }) => {
  const data = `email=a&password=${'x'.repeat(70_000)}`;
  const answer = await client.post(`${AUTH}/callback/credentials`, {
    data,
    headers: { 'content-type': FORM },
  });
  expect(answer.status()).toBe(413);
  expect(await answer.json()).toEqual({ message: 'A body has a Content-Length of at most 65536 bytes.' });
});

test('redirects to a valid sign-in address from any address', async ({ request: client }) => {
  const answer = await client.get(`/sessions?search=${'x'.repeat(6_000)}`, { maxRedirects: 0 });
  expect(answer.headers().location).toBe('/sign-in');
});

type Asked = { method?: string; data?: string; headers?: Record<string, string> };

function expectNoFailure(client: APIRequestContext, path: string) {
  return async (asked: Asked, query = '') => {
    const answer: APIResponse = await client.fetch(path + query, asked);
    const sent = `${asked.method ?? 'GET'} ${path}${query} ${JSON.stringify(asked)}`;
    expect(answer.status(), sent).toBeLessThan(500);
  };
}

async function readCsrf(client: APIRequestContext): Promise<{ cookie: string; csrfToken: string }> {
  const answer = await client.get(`${AUTH}/csrf`);
  const set = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
  const { csrfToken } = await answer.json();
  return { csrfToken, cookie: set.map(({ value }) => value.split(';')[0]).join('; ') };
}
