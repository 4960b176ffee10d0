import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toClientAddress } from '@/server/auth/client-address';
import { appendForwardedFor } from './forwarded-for';

const server = createServer((request, response) => {
  appendForwardedFor(request);
  response.end(toClientAddress(request.headers));
});

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => new Promise((resolve) => server.close(resolve)));

it.each([undefined, '203.0.113.9', '203.0.113.9, 198.51.100.1'])(
  'appends the address of the connection to a request with %s',
  async (header) => {
    const { port } = server.address() as AddressInfo;
    const headers = { connection: 'close', ...(header && { 'x-forwarded-for': header }) };
    const response = await fetch(`http://127.0.0.1:${port}`, { headers });
    expect(await response.text()).toBe('127.0.0.1');
  },
);
