import { request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFixedHeaders } from '../response/response-headers';
import { createHostGuard, type HostGuardOptions } from './host-guard';
import { type OpenServer, openServer } from './open-server';

type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: string };

/** Serves a page that shows the host and scheme of its request. */
async function openConsole(options: HostGuardOptions): Promise<OpenServer & { port: number }> {
  const isOwnHost = createHostGuard(options);
  const opened = await openServer(
    (request, response) => {
      const { headers } = request;
      if (!isOwnHost(request, response)) return;
      response.end([headers.host, headers['x-forwarded-host'], headers['x-forwarded-proto']].join(' '));
    },
    { host: '127.0.0.1', port: 0 },
    { publicUrl: options.publicUrl },
  );
  return { ...opened, port: (opened.server.address() as AddressInfo).port };
}

function ask(port: number, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    send({ host: '127.0.0.1', port, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    })
      .once('error', reject)
      .end();
  });
}

const PUBLIC = 'https://parley.example';
const SEEN = 'parley.example parley.example https';

describe('a console with a public URL (console/own-host)', () => {
  let plain: Awaited<ReturnType<typeof openConsole>>;
  let trusting: Awaited<ReturnType<typeof openConsole>>;
  let anyHost: Awaited<ReturnType<typeof openConsole>>;
  beforeAll(async () => {
    plain = await openConsole({ publicUrl: PUBLIC, trustProxy: false });
    trusting = await openConsole({ publicUrl: PUBLIC, trustProxy: true });
    anyHost = await openConsole({ publicUrl: undefined, trustProxy: false });
  });
  afterAll(async () => {
    for (const { close } of [plain, trusting, anyHost]) await close(0);
  });

  it.each<Record<string, string>>([
    { host: 'parley.example' },
    { host: 'PARLEY.example:443' },
    { host: 'parley.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
  ])('sees its own host and scheme in %o', async (headers) => {
    expect(await ask(plain.port, headers)).toMatchObject({ status: 200, body: SEEN });
  });

  it.each<Record<string, string>>([
    { host: 'evil.example' },
    { host: 'parley.example:8443' },
    { host: 'parley.example.evil.example' },
    { host: '127.0.0.1' },
    { host: '[' },
    { host: 'evil.example', 'x-forwarded-host': 'parley.example' },
  ])('refuses %o', async (headers) => {
    const answer = await ask(plain.port, headers);
    expect(answer.status).toBe(421);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'wrong_host' } });
    expect(answer.headers).toMatchObject(lowered(toFixedHeaders(PUBLIC)));
    const page = await ask(plain.port, { ...headers, accept: 'text/html' });
    expect(page.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(page.body).toContain('The console is at https://parley.example and');
    expect(page.body).not.toContain('evil');
  });

  it('uses the host from a trusted proxy', async () => {
    const through = { host: '10.0.0.7:3000', 'x-forwarded-host': 'parley.example' };
    expect(await ask(trusting.port, through)).toMatchObject({ status: 200, body: SEEN });
    const wrong = { host: 'parley.example', 'x-forwarded-host': 'evil.example' };
    expect(await ask(trusting.port, wrong)).toMatchObject({ status: 421 });
  });

  it('answers under any host without a public URL, and sends no HSTS', async () => {
    const answer = await ask(anyHost.port, { host: 'any.example' });
    expect(answer).toMatchObject({ status: 200, body: 'any.example  ' });
    expect(answer.headers).toMatchObject(lowered(toFixedHeaders(undefined)));
    expect(answer.headers).not.toHaveProperty('strict-transport-security');
  });
});

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
