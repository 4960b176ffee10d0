import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createStrangerPages } from './stranger-pages';

let server: Server | null = null;
const held: (() => void)[] = [];
afterEach(() => {
  for (const end of held.splice(0)) end();
  server?.closeAllConnections();
  server?.close();
});

/** Serves pages that end on demand; the cookie `me` is a sign-in. */
async function open() {
  const begun: string[] = [];
  const handle = createStrangerPages({
    hasSignIn: async (cookies) => cookies === 'me',
    handle: ({ url = '' }, response) => {
      begun.push(url);
      return new Promise<void>((resolve) => {
        held.push(() => {
          response.end(url);
          resolve();
        });
      });
    },
  });
  server = createServer(handle);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: Record<string, string> = {}, signal: AbortSignal | null = null) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers, signal });
  return { begun, ask };
}

const from = (address: string) => ({ 'x-forwarded-for': `192.0.2.1, ${address}` });

describe('pages for people who are not signed in', () => {
  it('wait for each other, and for nobody else', async () => {
    const { begun, ask } = await open();
    const first = ask('/sign-in');
    await expect.poll(() => begun).toEqual(['/sign-in']);
    const second = ask('/other');
    const passing = [ask('/_next/a.js'), ask('/api/auth'), ask('/mine', { cookie: 'me' })];
    await expect.poll(() => begun.toSorted()).toEqual(['/_next/a.js', '/api/auth', '/mine', '/sign-in']);
    const like = ask('/page/_next/');
    for (const end of held.splice(0)) end();
    await Promise.all(passing);
    expect(await (await first).text()).toBe('/sign-in');
    await expect.poll(() => begun.slice(4)).toEqual(['/other']);
    held.pop()?.();
    await expect.poll(() => begun.slice(4)).toEqual(['/other', '/page/_next/']);
    held.pop()?.();
    expect(await Promise.all([second, like].map(async (page) => (await page).text()))).toEqual([
      '/other',
      '/page/_next/',
    ]);
  });

  it('alternate between the addresses that the nearest proxy names', async () => {
    const { begun, ask } = await open();
    const pages = [ask('/a1', from('198.51.100.1'))];
    await expect.poll(() => begun).toEqual(['/a1']);
    for (const [path, address] of [
      ['/a2', '198.51.100.1'],
      ['/a3', '198.51.100.1'],
      ['/b1', '203.0.113.9'],
    ] as const) {
      pages.push(ask(path, from(address)));
      await once(server as Server, 'request');
    }
    for (let ended = 1; ended <= 4; ended += 1) {
      await expect.poll(() => begun).toHaveLength(ended);
      held.pop()?.();
    }
    expect(begun).toEqual(['/a1', '/a2', '/b1', '/a3']);
    await Promise.all(pages);
  });

  it('are not rendered for a client that has gone', async () => {
    const { begun, ask } = await open();
    const first = ask('/first');
    await expect.poll(() => begun).toEqual(['/first']);
    const client = new AbortController();
    const gone = ask('/gone', {}, client.signal);
    const [request] = await once(server as Server, 'request');
    client.abort();
    await expect(gone).rejects.toThrow();
    await expect.poll(() => request.socket.destroyed).toBe(true);
    const last = ask('/last');
    held.pop()?.();
    await expect.poll(() => begun).toEqual(['/first', '/last']);
    held.pop()?.();
    await Promise.all([first, last]);
  });

  it('are refused with 503 when the wait is too long', async () => {
    const { begun, ask } = await open();
    void ask('/first').catch(() => undefined);
    await expect.poll(() => begun).toEqual(['/first']);
    const waiting = Array.from({ length: 501 }, (_, index) => ask(`/${index}`).catch(() => null));
    const refused = await Promise.race(waiting);
    expect(refused?.status).toBe(503);
    expect(Object.fromEntries(refused?.headers ?? [])).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'retry-after': '2',
    });
    expect(await refused?.text()).toBe('The server is busy. Try again in a few seconds.\n');
    server?.closeAllConnections();
    await Promise.all(waiting);
  });
});
