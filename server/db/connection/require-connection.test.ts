import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStartError } from '@/server/shared/start-error';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { requireConnection } from './require-connection';

const SETTING = 'statement_timeout';
const named = (url: string) => ({ setting: 'DATABASE_URL', url });

let database: TestDatabase;
let pooler: { url: string; close(): Promise<void> };
beforeAll(async () => {
  database = await openTestDatabase();
  pooler = await openPooler();
});
afterAll(async () => {
  await pooler?.close();
  await database?.drop();
});

/** Refuses a connection that begins with settings, in PgBouncer's words; ends any other. */
async function openPooler(): Promise<typeof pooler> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (greeting) => {
      if (!greeting.includes(SETTING)) return socket.end();
      const fields = ['SFATAL', 'C08P01', `Munsupported startup parameter: ${SETTING}`, ''].join('\0');
      const body = Buffer.from(`${fields}\0`);
      const head = Buffer.alloc(5, 'E');
      head.writeInt32BE(body.length + 4, 1);
      socket.end(Buffer.concat([head, body]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => void (await new Promise((resolve) => server.close(resolve)));
  return { url: `postgresql://parley:hidden@127.0.0.1:${port}/parley`, close };
}

describe('the connection of DATABASE_URL', () => {
  it('is tried as the pool will use it', async () => {
    for (const isPooled of [false, true])
      await expect(requireConnection(named(database.url), { isPooled })).resolves.toBeUndefined();
  });

  it('says what is missing where it leads to a pooler', async () => {
    const refused = await requireConnection(named(pooler.url), { isPooled: false }).catch(
      (error: unknown) => error,
    );
    expect(isStartError(refused)).toBe(true);
    expect(String(refused)).toContain('name the PostgreSQL behind it in PARLEY_DATABASE_DIRECT_URL.');
    expect(String(refused)).not.toContain('hidden');
  });

  it('takes no settings to a pooler', async () => {
    const refused = await requireConnection(named(pooler.url), { isPooled: true }).catch(
      (error: unknown) => error,
    );
    expect(String(refused)).not.toContain('takes no settings');
  });
});
