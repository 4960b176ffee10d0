import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '@/server/db/embedded/embedded';

/** Starts a PostgreSQL in a temporary folder; stopping it deletes the folder. */
export async function openScratchPostgres(): Promise<EmbeddedPostgres> {
  const home = await mkdtemp(path.join(tmpdir(), 'parley-postgres-'));
  const postgres = await openEmbeddedPostgres({
    home,
    durable: false,
    log: console.error,
  });
  const stop = async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
  return { ...postgres, stop };
}

/** Runs `work` on a new, empty database. */
export async function withScratchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const postgres = await openScratchPostgres();
  try {
    return await work(postgres.url('parley'));
  } finally {
    await postgres.stop();
  }
}
