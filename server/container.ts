import type { Database } from '@/server/db/client';
import { openDatabase } from '@/server/db/client';
import { createLog, type Log } from '@/server/gateways/log';
import { keepSecret } from '@/server/gateways/secret-file';
import { startError } from '@/server/shared/start-error';
import { type Env, readEnv } from './env';

/** What a process holds once. */
export type Container = {
  env: Env;
  log: Log;
  db: Database;
  /** Signs sessions and encrypts stored secrets. */
  secret: string;
  /** Aborted when the process was told to stop: answers that would go on for ever end then. */
  stopping: AbortSignal;
};

export type ContainerParts = { env: Env; databaseUrl: string; stopping: AbortSignal };

// Next bundles this module a second time into the same process; the symbol is the same in both copies.
const KEY = Symbol.for('parley.container');
const shared: typeof globalThis & { [KEY]?: Container } = globalThis;

/** Makes the process's objects; nothing connects before it is used. */
export function createContainer({ env, databaseUrl, stopping }: ContainerParts): Container {
  const log = createLog(env.LOG_LEVEL);
  const onLost = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const db = openDatabase(databaseUrl, { poolSize: env.PARLEY_DATABASE_POOL, onLost });
  const secret = env.PARLEY_SECRET ?? keepSecret(env.PARLEY_DATA_DIR);
  return { env, log, db, secret, stopping };
}

/** Makes `container` the one that `getContainer` gives, in both builds of this module. */
export function provideContainer(container: Container): void {
  shared[KEY] = container;
}

/** The process's objects; made from the environment where Next runs without our server. */
export function getContainer(): Container {
  shared[KEY] ??= createContainerFromEnv();
  return shared[KEY];
}

/** Closes what the container holds, after everything that uses it has stopped. */
export async function closeContainer({ db }: Container): Promise<void> {
  await db.close();
}

function createContainerFromEnv(): Container {
  const env = readEnv(process.env);
  if (!env.DATABASE_URL) throw startError('Set DATABASE_URL, or start with npm start or npm run dev.');
  return createContainer({ env, databaseUrl: env.DATABASE_URL, stopping: new AbortController().signal });
}
