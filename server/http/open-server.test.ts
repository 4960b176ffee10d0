import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { openServer } from './open-server';

const SOMAXCONN = '/proc/sys/net/core/somaxconn';
/** Who found no room knocks again after a second. */
const KNOCK_AGAIN_MS = 900;

/** As many as this machine lets anybody queue; where it does not say, as many as any does. */
const countAllowed = (): number =>
  process.platform === 'linux' ? Number(readFileSync(SOMAXCONN, 'utf8')) : 100;

it('takes connections that come at one moment, while the process is busy', async () => {
  const { server, close } = await openServer((_, response) => response.end(), { host: '127.0.0.1', port: 0 });
  const { port } = server.address() as AddressInfo;
  const startedAt = performance.now();
  // None of them is taken from the queue before the last has knocked.
  const sockets = Array.from({ length: Math.min(1_500, countAllowed()) }, () => connect(port, '127.0.0.1'));
  const knockedAt = performance.now();
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  expect(performance.now() - knockedAt).toBeLessThan(KNOCK_AGAIN_MS);
  expect(knockedAt - startedAt).toBeLessThan(KNOCK_AGAIN_MS);
  for (const socket of sockets) socket.destroy();
  await close(100);
});
