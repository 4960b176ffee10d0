import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeListener, type NodeListenerOptions } from './node-listener';

let close = async (): Promise<void> => undefined;
afterEach(() => close());

/** Serves an app that answers with what it was given; returns a function that asks for a raw target. */
async function serve(options?: NodeListenerOptions) {
  const listener = createNodeListener(
    async ({ url }, env) =>
      new (env?.Response ?? Response)(
        JSON.stringify([new URL(url).pathname, env?.hasDotIds, env?.address, env?.incoming?.method]),
      ),
    options,
  );
  const server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  close = () => new Promise((resolve) => server.close(() => resolve()));
  return async (target: string, headers = ''): Promise<unknown> => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${headers}\r\n`);
    const received = await text(socket);
    return JSON.parse(received.slice(received.indexOf('\r\n\r\n') + 4));
  };
}

const FORWARDED = 'X-Forwarded-For: 203.0.113.9, 198.51.100.1\r\n';

describe('the Node listener', () => {
  it('keeps ids that are dots from the URL parser, and says so (path/dot-ids)', async () => {
    const ask = await serve();
    const at = async (target: string) => ((await ask(target)) as unknown[]).slice(0, 2);
    expect(await at('/threads/%2E')).toEqual(['/threads/%252E', true]);
    expect(await at('/threads/%2e%2e/messages')).toEqual(['/threads/%252E%252E/messages', true]);
    expect(await at('/threads/.%2E/messages?a=/%2e')).toEqual(['/threads/%252E%252E/messages', true]);
    expect(await at('/threads/a%2Eb')).toEqual(['/threads/a%2Eb', false]);
    expect(await at('/threads/a?next=/%2E')).toEqual(['/threads/a', false]);
    expect(await at('/threads/b/../a')).toEqual(['/threads/a', false]);
  });

  it('takes the address of the connection, whatever the client says', async () => {
    const ask = await serve();
    expect(await ask('/a', FORWARDED)).toEqual(['/a', false, '127.0.0.1', 'GET']);
  });

  it('takes the address that the nearest proxy added, if proxies are trusted', async () => {
    const ask = await serve({ trustProxy: true });
    expect(await ask('/a', FORWARDED)).toEqual(['/a', false, '198.51.100.1', 'GET']);
    expect(await ask('/a')).toEqual(['/a', false, '127.0.0.1', 'GET']);
  });

  it('leaves the global Request and Response as they were', async () => {
    const before = [globalThis.Request, globalThis.Response];
    await serve();
    expect([globalThis.Request, globalThis.Response]).toEqual(before);
  });
});
