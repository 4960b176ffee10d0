import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the ephemeral range, because an outgoing connection could take such a port first.
const PORTS = { from: 20_000, to: 30_000 };
const MAX_TRIES = 100;

/** Finds a free local port. */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
  throw new Error('no port');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
