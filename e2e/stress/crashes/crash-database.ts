import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbeddedPostgres } from '@/server/db/embedded/embedded';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { answers } from '../support/postgres-answers';

/** A PostgreSQL with durable commits. */
export type CrashDatabase = {
  url: string;
  /** Called with the organization whose rows a stop must concern. */
  onOrganization?(orgId: string): Promise<void>;
  /** Stops it immediately (`pg_ctl stop -m immediate`), restarts it, and waits until it answers. */
  stopAtOnce(): Promise<void>;
  close(): Promise<void>;
};

const LOOK_MS = 20;
const BACK_LIMIT_MS = 60_000;

/** Starts it with an empty database of the current schema. */
export async function openCrashDatabase(): Promise<CrashDatabase> {
  const home = await mkdtemp(path.join(tmpdir(), 'parley-crash-'));
  const postgres = await openEmbeddedPostgres({ home, durable: true, log: () => undefined });
  const url = postgres.url('parley');
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  return {
    url,
    stopAtOnce: async () => {
      const pid = await readPid(home);
      process.kill(pid, 'SIGQUIT');
      await until(async () => !isAlive(pid));
      await until(() => answers(url));
    },
    close: async () => {
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function readPid(home: string): Promise<number> {
  const [line = ''] = (await readFile(path.join(home, 'cluster/postmaster.pid'), 'utf8')).split('\n');
  return Number(line);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until a condition holds, for a minute at most. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + BACK_LIMIT_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('PostgreSQL did not come back');
    await pause(LOOK_MS);
  }
}
