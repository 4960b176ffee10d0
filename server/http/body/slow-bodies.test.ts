import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import type { Env } from '@/server/env';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

/*
 * Slow and missing bodies do not affect other clients (admission.ts, watch-body.ts). The memory for bodies is small here, so
 * that a few bodies fill it.
 */
const SMALL: Partial<Env> = { PARLEY_BODY_MEMORY_MIB: 0.01, PARLEY_STRANGER_BODY_MEMORY_MIB: 0.1 };
type OpenRequest = { received: string; closed: Promise<unknown> };

const ANNOUNCED = 5_000;

describe('slow bodies', () => {
  let testEnv: TestEnv;
  let mount: DirectMount;
  let sessions: string;
  let key: string;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    testEnv = await openTestEnv();
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    sessions = `/cgw/process/v1/orgs/${testEnv.orgId}/flows/${flowId}/sessions`;
    key = await makeKey(testEnv.platform, testEnv.orgId);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await mount.close();
  });
  afterAll(() => testEnv.close());

  const open = async (env: Partial<Env> = {}) => {
    mount = await openDirectMount(testEnv.platform, { env: { ...SMALL, ...env } });
  };

  /** Announces a body and sends a part of it; `received` collects the response. */
  async function announce(
    path: string,
    headers: string,
    body: string,
    length = ANNOUNCED,
  ): Promise<OpenRequest> {
    const { hostname, port } = new URL(mount.baseUrl);
    const socket = connect(Number(port), hostname);
    sockets.push(socket);
    const request = { received: '', closed: once(socket, 'close') };
    socket.on('data', (chunk) => {
      request.received += String(chunk);
    });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${headers}\r\n${body}`,
    );
    return request;
  }

  const start = (body: object = {}) =>
    fetch(`${mount.baseUrl}${sessions}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ variables: body }),
    });
  const bytesHeld = async (): Promise<number> => mount.counts().bodyBytes;

  it.each([
    ['strangers', '/api/public/v1/chat/sessions', (): string => ''],
    ['the same key', null, (): string => `Authorization: Bearer ${key}\r\n`],
  ])(
    'count only by their received bytes: those of %s (admission/arrived-counts)',
    async (_, path, headers) => {
      await open();
      const slow = await Promise.all(
        Array.from({ length: 8 }, () => announce(path ?? sessions, headers(), '{"a":1')),
      );
      await expect.poll(bytesHeld).toBe(path === null ? 8 * 6 : 8 * (4_096 + 6));
      expect((await start({ text: 'x'.repeat(3_000) })).status).toBe(201);
      expect(slow.map(({ received }) => received)).toEqual(Array<string>(8).fill(''));
    },
  );

  it('of the stranger with most bytes are cut off first (admission/largest-yields)', async () => {
    await open({ PARLEY_TRUST_PROXY: true });
    const from = (address: string) => `X-Forwarded-For: ${address}\r\n`;
    const path = '/api/public/v1/chat/sessions';
    // Half of `strangerBytes` is 52,428 bytes: two bodies of 22,000 fit, and two of another address.
    const loud = ['10.0.0.1', '10.0.0.1', '10.0.0.2', '10.0.0.2'];
    const requests: OpenRequest[] = [];
    for (const address of loud)
      requests.push(await announce(path, from(address), 'x'.repeat(22_000), 23_000));
    await expect.poll(bytesHeld).toBe(4 * (4_096 + 22_000));
    const more = await announce(path, from('10.0.0.1'), 'x'.repeat(22_000), 23_000);
    await expect.poll(() => more.received).toMatch(/^HTTP\/1\.1 503 /);
    const quiet = await announce(path, from('10.0.0.3'), '{}', 2);
    await expect.poll(() => quiet.received).toMatch(/^HTTP\/1\.1 400 /);
    const cut = requests.filter(({ received }) => received !== '');
    expect(cut.map(({ received }) => received.slice(0, 12))).toEqual(['HTTP/1.1 503']);
  });

  it('release their memory when they time out (body/minimum-rate, admission/given-back)', async () => {
    await open({ PARLEY_BODY_GRACE_SECONDS: 0.05, PARLEY_BODY_BYTES_PER_SECOND: 1_000_000 });
    const request = await announce(sessions, `Authorization: Bearer ${key}\r\n`, '{"variables":{');
    await expect.poll(() => request.received).toMatch(/^HTTP\/1\.1 408 [\s\S]*connection: close\r\n/i);
    await request.closed;
    expect(await bytesHeld()).toBe(0);
  });

  it('are not awaited when the headers decide the response, and the connection ends', async () => {
    await open();
    const request = await announce(sessions, 'Authorization: Bearer nonsense\r\n', '{');
    await expect.poll(() => request.received).toMatch(/^HTTP\/1\.1 401 /);
    await request.closed;
  });

  it('can break off: nothing is held, and no response is sent', async () => {
    await open();
    const request = await announce(sessions, `Authorization: Bearer ${key}\r\n`, '{"variables":{');
    await expect.poll(bytesHeld).toBe(14);
    sockets[0]?.destroy();
    await expect.poll(bytesHeld).toBe(0);
    expect(request.received).toBe('');
  });
});
