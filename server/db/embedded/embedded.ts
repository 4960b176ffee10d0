import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { isDatabaseUnavailable } from '@/server/shared/database-unavailable';
import { startError } from '@/server/shared/start-error';
import { type Cluster, openCluster, SUPERUSER } from './cluster';
import {
  findPostmaster,
  guardPostmaster,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from './postmaster';

/*
 * PostgreSQL from npm, run for this process alone.
 *
 * embedded/one-owner  At most one process owns a data folder; it holds an advisory lock on one connection.
 * embedded/ends-with-owner  PostgreSQL stops when its owner ends or crashes. A start after a crash takes over the running
 *     PostgreSQL or starts one.
 * embedded/restarts  PostgreSQL is started again when it dies while its owner runs.
 */

export type EmbeddedOptions = {
  /** The folder for the cluster, its log and its port. */
  home: string;
  /** The private folder around `home`, which PostgreSQL's account may enter. */
  around?: string;
  /** False trades crash safety for speed: for tests. */
  durable: boolean;
  /** Logs events of the database after the start. */
  log: (line: string) => void;
  /** The wait for another owner to end, in ms; default 5 s. A process that was just killed still seems to own the folder. */
  ownerWaitMs?: number;
  /** Cancels the start and stops everything that it began. */
  signal?: AbortSignal;
};

export type EmbeddedPostgres = {
  /** The connection string of one of its databases. */
  url: (database: string) => string;
  stop: () => Promise<void>;
};

type Ownership = {
  postmaster: Postmaster;
  lock: Client;
  dismissGuard: () => void;
};

const OWNER_LOCK = 7_217_001;
const START_DEADLINE_MS = 60_000;
const OWNER_WAIT_MS = 5_000;
const STOP_GRACE_MS = 10_000;

/** Starts or takes over the PostgreSQL of a folder and creates database `parley`; throws one plain sentence if another owns it. */
export async function openEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log, ownerWaitMs = OWNER_WAIT_MS } = options;
  const cluster = await openCluster(options);
  let owned = await takeOwnership(cluster, ownerWaitMs, options.signal);
  let stopping = false;
  let recovery = Promise.resolve();

  function watch({ lock }: Ownership): void {
    lock.once('end', () => {
      if (!stopping) recovery = recover();
    });
  }

  async function recover(): Promise<void> {
    log('the embedded PostgreSQL went away; starting it again');
    owned.dismissGuard();
    try {
      owned = await takeOwnership(cluster, ownerWaitMs);
      watch(owned);
      log('the embedded PostgreSQL is back');
    } catch (error) {
      log(
        `the embedded PostgreSQL could not be started again: ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  watch(owned);
  return {
    url: (database) => toUrl(cluster, owned.postmaster.port, database),
    stop: async () => {
      stopping = true;
      await recovery;
      await owned.lock.end().catch(() => undefined);
      await stopPostmaster(cluster, owned.postmaster.pid, STOP_GRACE_MS);
      owned.dismissGuard();
    },
  };
}

async function takeOwnership(
  cluster: Cluster,
  ownerWaitMs: number,
  signal?: AbortSignal,
): Promise<Ownership> {
  const deadline = Date.now() + START_DEADLINE_MS;
  let ownerDeadline: number | null = null;
  for (;;) {
    const { postmaster, client } = await connect(cluster, deadline, signal);
    if (await tryLock(client)) {
      const dismissGuard = guardPostmaster(postmaster.pid);
      if (await tryMakeDatabase(client)) return { postmaster, lock: client, dismissGuard };
      dismissGuard();
    }
    await client.end().catch(() => undefined);
    // An owner killed a moment ago still holds the lock until PostgreSQL sees its connection close.
    ownerDeadline ??= Date.now() + ownerWaitMs;
    if (Date.now() > ownerDeadline) {
      throw startError(
        `Another Parley is running on the data in ${cluster.dir}; stop it first or set PARLEY_DATA_DIR to another folder.`,
      );
    }
    await pause(100);
  }
}

async function connect(
  cluster: Cluster,
  deadline: number,
  signal?: AbortSignal,
): Promise<{ postmaster: Postmaster; client: Client }> {
  let exited = true;
  let started: number | undefined;
  while (Date.now() < deadline && !signal?.aborted) {
    const postmaster = await findPostmaster(cluster);
    const client = postmaster && (await tryConnect(toUrl(cluster, postmaster.port, 'postgres')));
    if (client) return { postmaster, client };
    if (!postmaster && exited) {
      exited = false;
      const child = await startPostmaster(cluster);
      started = child.pid;
      child.once('exit', () => {
        exited = true;
      });
    }
    await pause(exited ? 200 : 25);
  }
  if (started && !exited) await stopPostmaster(cluster, started, STOP_GRACE_MS);
  const reason = signal?.aborted ? 'the start was given up' : await readLastComplaint(cluster.logFile);
  throw startError(`PostgreSQL does not start: ${reason} (its log is ${cluster.logFile}).`);
}

async function tryConnect(url: string): Promise<Client | null> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch {
    await client.end().catch(() => undefined);
    return null;
  }
}

// A connection that breaks here belonged to a PostgreSQL that was just going down: as good as not locked.
async function tryLock(client: Client): Promise<boolean> {
  const asked = client.query('select pg_try_advisory_lock($1) as locked', [OWNER_LOCK]);
  return asked.then(
    ({ rows }) => rows[0].locked,
    () => false,
  );
}

// The same holds here; what PostgreSQL itself refuses is thrown.
async function tryMakeDatabase(client: Client): Promise<boolean> {
  try {
    const existing = await client.query("select 1 from pg_database where datname = 'parley'");
    if (existing.rowCount === 0) await client.query('create database parley');
    return true;
  } catch (error) {
    if (isDatabaseUnavailable(error)) return false;
    throw error;
  }
}

async function readLastComplaint(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).split('\n');
  const complaint = lines.findLast((line) => /(FATAL|PANIC|error):/.test(line));
  return complaint?.replace(/^.*?(FATAL|PANIC|error):\s*/, '') ?? 'it says no reason';
}

function toUrl({ password }: Cluster, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/** The database `parley` of the embedded PostgreSQL that runs on a data folder now; null when none does. */
export async function findEmbeddedUrl(home: string): Promise<string | null> {
  const isThere = await stat(path.join(home, 'cluster')).catch(() => null);
  if (!isThere) return null;
  const cluster = await openCluster({ home, durable: true });
  const postmaster = await findPostmaster(cluster);
  return postmaster && toUrl(cluster, postmaster.port, 'parley');
}
