import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { openServer } from './open-server';

const SOMAXCONN = '/proc/sys/net/core/somaxconn';
/** A client that finds the backlog full connects again after a second. */
const RETRY_MS = 900;

/** More than Node's own backlog of 511, and few enough for a busy machine to accept in time. */
const CLIENTS = 700;
/** The largest backlog of this machine, or of any system when unknown. */
const countAllowed = (): number =>
  process.platform === 'linux' ? Number(readFileSync(SOMAXCONN, 'utf8')) : 100;

it('accepts simultaneous connections while the process is busy', async () => {
  const { server, close } = await openServer((_, response) => response.end(), { host: '127.0.0.1', port: 0 });
  const { port } = server.address() as AddressInfo;
  const startedAt = performance.now();
  // No connection is accepted before the last one was made.
  const sockets = Array.from({ length: Math.min(CLIENTS, countAllowed()) }, () => connect(port, '127.0.0.1'));
  const triedAt = performance.now();
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  expect(performance.now() - triedAt).toBeLessThan(RETRY_MS);
  expect(triedAt - startedAt).toBeLessThan(RETRY_MS);
  for (const socket of sockets) socket.destroy();
  await close(100);
});

it('closes each connection with its next response once it drains', async () => {
  const asked: ServerResponse[] = [];
  const { server, drain, close } = await openServer((_, response) => void asked.push(response), {
    host: '127.0.0.1',
    port: 0,
  });
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (meanwhile: () => void = () => undefined) => {
    const request = get({ port, host: '127.0.0.1', agent });
    const [answered] = [once(request, 'response'), await once(server, 'request')];
    meanwhile();
    asked.pop()?.writeHead(200).end();
    const [response] = (await answered) as [IncomingMessage];
    await once(response.resume(), 'end');
    return { connection: response.headers.connection, reused: request.reusedSocket };
  };
  expect(await ask()).toEqual({ connection: 'keep-alive', reused: false });
  expect(await ask()).toEqual({ connection: 'keep-alive', reused: true });
  // A response in progress on a reused connection, and later requests.
  expect(await ask(drain)).toEqual({ connection: 'close', reused: true });
  expect(await ask()).toEqual({ connection: 'close', reused: false });
  await close(100);
});
