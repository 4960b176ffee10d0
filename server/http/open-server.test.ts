import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openServer } from './open-server';

it('keeps a connection that nobody uses for longer than clients and balancers do', async () => {
  const opened = await openServer((_request, response) => response.end('ok'), {
    host: '127.0.0.1',
    port: 0,
  });
  const { port } = opened.server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  await answer.text();
  await opened.close(1_000);
  const [, seconds] = /timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});
