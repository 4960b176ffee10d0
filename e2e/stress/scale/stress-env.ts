import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEmbeddedPostgres } from '@/server/db/embedded/embedded';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { addOrganization, openTestPlatform, type TestPlatform } from '@/server/tools/test/platform';
import { makeKey } from '../../api/support/direct-mount';
import { bundleServer } from '../support/bundle-program';
import { type Closers, openWithClosers } from '../support/closers';
import { startServer } from '../support/start-server';

/** One process of the built server. */
export type ServerProcess = {
  baseUrl: string;
  /** Resident memory in MiB. */
  readMemory(): Promise<number>;
  stop(): Promise<void>;
};

/** A PostgreSQL with durable commits, one organization, and servers started on demand. */
export type StressEnv = {
  platform: TestPlatform;
  orgId: string;
  apiKey: string;
  startServer(roles: string): Promise<ServerProcess>;
  close(): Promise<void>;
};

/** Opens the environment; the servers stop with it. */
export function openStressEnv(): Promise<StressEnv> {
  return openWithClosers(async ({ opened, push, close }) => {
    const [url, server] = await Promise.all([openDatabase(push), bundleServer().then(opened)]);
    const platform = opened(openTestPlatform(url, { poolSize: 10 }));
    const start = async (roles: string): Promise<ServerProcess> => {
      // Runs with default limits.
      const settings = { PARLEY_ROLES: roles, PARLEY_METRICS: '1' };
      const { baseUrl, remove } = await startServer({ server: server.file, databaseUrl: url, settings });
      push(remove);
      return { baseUrl, readMemory: () => readMemory(baseUrl), stop: remove };
    };
    const orgId = await addOrganization(platform.db);
    return { platform, orgId, apiKey: await makeKey(platform, orgId), startServer: start, close };
  });
}

async function openDatabase(push: Closers['push']): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'parley-scale-'));
  push(() => rm(home, { recursive: true, force: true }));
  const postgres = await openEmbeddedPostgres({ home, durable: true, log: () => undefined });
  push(postgres.stop);
  const url = postgres.url('parley');
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  return url;
}

const MIB = 1024 * 1024;

async function readMemory(baseUrl: string): Promise<number> {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / MIB);
}
