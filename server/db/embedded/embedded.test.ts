import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, openEmbeddedPostgres } from './embedded';

// Making a cluster is seconds of work on a busy machine, so the tests share one; each leaves it stopped.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let home: string;
const opened: EmbeddedPostgres[] = [];
const log = () => undefined;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley embedded '));
});
afterEach(async () => {
  for (const postgres of opened.splice(0)) await postgres.stop();
});
afterAll(async () => {
  await rm(home, { recursive: true });
});

describe('openEmbeddedPostgres', () => {
  it('lets one of two simultaneous starts on an empty folder win (embedded/one-owner)', async () => {
    const results = await Promise.allSettled([open(), open()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('keeps data and port from one start to the next', async () => {
    const first = await open();
    await query(first, 'create table if not exists kept (id int)');
    await first.stop();
    const second = await open();
    expect(second.url('parley')).toBe(first.url('parley'));
    expect(await query(second, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
  });

  it('refuses a second owner and does not disturb the first (embedded/one-owner)', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(/Another Parley is running/);
    expect(await query(first, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('keeps what people write out of its log, errors included', async () => {
    const postgres = await open();
    const message = 'what-a-visitor-said';
    for (const statement of [
      `select '${message}'::uuid`,
      `do $$ begin raise exception '${message}' using detail = '${message}'; end $$`,
      `select '{"a": ${message}}'::json`,
    ])
      await expect(query(postgres, statement)).rejects.toThrow();
    await postgres.stop();
    const written = await readFile(path.join(home, 'postgres.log'), 'utf8');
    expect(written).toContain('database system is shut down');
    expect(written).not.toContain(message);
  });

  it('starts when a crash left a pid file that names another program (embedded/ends-with-owner)', async () => {
    await (await open()).stop();
    const note = `${process.pid}\n${home}/cluster\n1700000000\n5432\n\n127.0.0.1\n  0 0\nready   \n`;
    await writeFile(path.join(home, 'cluster/postmaster.pid'), note);
    expect(await query(await open(), 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('starts a killed PostgreSQL again, with everything that was committed (embedded/restarts)', async () => {
    const postgres = await open({ durable: true });
    await query(postgres, 'create table again (id int)');
    const pid = await readPid();
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(await readPid()).not.toBe(pid), { timeout: 60_000, interval: 50 });
    const count = () => query(postgres, 'select count(*)::int as n from again');
    await vi.waitFor(async () => expect(await count()).toEqual([{ n: 0 }]), {
      timeout: 60_000,
      interval: 50,
    });
  });
});

async function open({ durable = false } = {}): Promise<EmbeddedPostgres> {
  const postgres = await openEmbeddedPostgres({ home, durable, log, ownerWaitMs: 200 });
  opened.push(postgres);
  return postgres;
}

async function readPid(): Promise<number> {
  return Number((await readFile(path.join(home, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function query(postgres: EmbeddedPostgres, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgres.url('parley') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
