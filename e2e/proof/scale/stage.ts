import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEmbeddedPostgres } from '@/server/db/embedded';
import { migrateDatabase } from '@/server/db/migrate';
import { addOrganization, openTestPlatform, type TestPlatform } from '@/server/tools/test-platform';
import { makeKey } from '../../api/support/direct-mount';
import { startApp } from '../../support/start-app';
import { bundleServer } from '../crashes/bundle-server';

/** One process of the built server. */
export type ServerProcess = {
  baseUrl: string;
  /** How much memory it holds, in MiB. */
  readMemory(): Promise<number>;
  stop(): Promise<void>;
};

/** A PostgreSQL that keeps what it says it kept, one organization in it, and servers on it as they are asked for. */
export type Stage = {
  platform: TestPlatform;
  orgId: string;
  apiKey: string;
  startServer(roles: string): Promise<ServerProcess>;
  close(): Promise<void>;
};

/** Opens it; the servers stop with it. */
export async function openStage(): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const [url, server] = await Promise.all([openDatabase(closers), bundleServer()]);
    closers.push(server.close);
    const platform = openTestPlatform(url, { poolSize: 10 });
    closers.push(platform.close);
    const startServer = async (roles: string): Promise<ServerProcess> => {
      const started = await startProcess(server.file, url, roles);
      closers.push(started.stop);
      return started;
    };
    const orgId = await addOrganization(platform.db);
    return { platform, orgId, apiKey: await makeKey(platform, orgId), startServer, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openDatabase(closers: (() => Promise<unknown>)[]): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'parley-scale-'));
  closers.push(() => rm(home, { recursive: true, force: true }));
  const postgres = await openEmbeddedPostgres({ home, durable: true, log: () => undefined });
  closers.push(postgres.stop);
  const url = postgres.url('parley');
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  return url;
}

// Limits are those that a process has by itself: they must do.
async function startProcess(server: string, databaseUrl: string, roles: string): Promise<ServerProcess> {
  const env = {
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PARLEY_DEMO: '0',
    PARLEY_ROLES: roles,
    PARLEY_METRICS: '1',
    PARLEY_SECRET: 'a secret of the proofs that is long enough',
    LOG_LEVEL: 'error',
  };
  const app = await startApp({ server, env });
  const baseUrl = app.baseUrl.replace('localhost', '127.0.0.1');
  return { baseUrl, readMemory: () => readMemory(baseUrl), stop: app.remove };
}

const MIB = 1024 * 1024;

async function readMemory(baseUrl: string): Promise<number> {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / MIB);
}
