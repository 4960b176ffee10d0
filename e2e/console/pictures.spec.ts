import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow } from '../support/talk';
import { expect, test } from '../support/test';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Serves the pictures of a conversation and records the request headers it gets. */
let elsewhere: Server;
const askedBy: string[] = [];

test.beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    askedBy.push(
      `${request.headers.cookie ?? ''}${request.headers.referer ?? ''}${request.headers['user-agent']}`,
    );
    if (request.url === '/a.png') response.end(PNG);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
test.afterAll(() => void elsewhere.close());

const showing = (base: string): FlowDefinitionInput => ({
  format: 1,
  start: 'shown',
  nodes: [
    {
      id: 'shown',
      kind: 'message',
      messages: [
        { type: 'image', url: `${base}/a.png`, title: 'A dot' },
        { type: 'image', url: `${base}/gone.png`, title: 'Nothing' },
      ],
      exits: { next: 'end' },
    },
    { id: 'end', kind: 'end' },
  ],
});

test('shows a picture without revealing the viewer to its host, and a missing one as a link', async ({
  page,
  request,
}) => {
  const base = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  await signIn(page);
  const flow = await makeFlow(request, showing(base));
  const talk = await startFlow(request, flow);
  const answer = await page.goto(`/sessions/${talk.id}`);
  expect(answer?.headers()['content-security-policy']).toContain("img-src 'self' data: blob:;");
  const picture = page.getByRole('img', { name: 'A dot' });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
    .toBe(1);
  await expect(page.getByRole('link', { name: 'Nothing' })).toHaveAttribute('href', `${base}/gone.png`);
  expect(askedBy.join()).not.toMatch(/Mozilla|next-auth|sessions/);
});

test('loads pictures for members only', async ({ request }) => {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const path = '/api/picture?url=http%3A%2F%2F127.0.0.1%2F';
  expect((await request.get(path, { headers })).status()).toBe(401);
  expect((await request.get(path, { headers: { 'sec-fetch-site': 'cross-site' } })).status()).toBe(403);
});
