import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isStartError } from '@/server/shared/start-error';
import { openServer, requireFreePort } from './open-server';

let other: Server | null = null;
afterEach(() => other?.close());

async function takePort(): Promise<number> {
  other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  return (other.address() as AddressInfo).port;
}

const errorOf = async (opening: Promise<unknown>): Promise<unknown[]> => {
  const error = await opening.then(
    () => null,
    (thrown: Error) => thrown,
  );
  return [isStartError(error), error?.message, (error?.cause as NodeJS.ErrnoException | undefined)?.code];
};
const open = (host: string, port: number) => openServer(() => undefined, { host, port });

describe('a server that cannot listen', () => {
  it('names the taken port and how to use another one', async () => {
    const port = await takePort();
    const taken = `Port ${port} is taken by another program; stop it, or start on another port: PORT=${port + 1} npm start`;
    expect(await errorOf(open('127.0.0.1', port))).toEqual([true, taken, 'EADDRINUSE']);
    const address = { host: '127.0.0.1', port };
    expect(await errorOf(requireFreePort(address, { forMs: 0 }))).toEqual([true, taken, 'EADDRINUSE']);
  });

  it('names an address of another machine', async () => {
    const sentence = '192.0.2.1 is not an address of this machine; set HOST to one that is.';
    expect(await errorOf(open('192.0.2.1', 0))).toEqual([true, sentence, 'EADDRNOTAVAIL']);
  });

  it('names an address that is none in the words of the system', async () => {
    const [isStart, message] = await errorOf(open('127.0.0.1/8', 0));
    expect([isStart, message]).toEqual([true, expect.stringContaining('127.0.0.1/8')]);
  });

  it('waits for a port that becomes free, until it is stopped', async () => {
    const port = await takePort();
    const address = { host: '127.0.0.1', port };
    const stop = new AbortController();
    const stopped = requireFreePort(address, { forMs: 60_000, signal: stop.signal });
    stop.abort();
    await expect(stopped).rejects.toThrow('aborted');
    const waiting = openServer((_, response) => response.end('here'), address, {
      portWait: { forMs: 60_000 },
    });
    other?.close();
    const { close } = await waiting;
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here');
    await close(0);
  });

  it('leaves a free port free', async () => {
    const port = await takePort();
    await new Promise((resolve) => other?.close(resolve));
    const address = { host: '127.0.0.1', port };
    await requireFreePort(address, { forMs: 0 });
    await requireFreePort(address, { forMs: 0 });
  });
});
