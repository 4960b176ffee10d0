import path from 'node:path';
import { Client } from 'pg';
import { findFreePort } from '../../support/find-free-port';
import { findFolder, listPath } from '../support/find-program';
import { openProgramHome, waitUntilAnswers } from '../support/program-home';

/** A PgBouncer in front of one database, in transaction mode. */
export type Pooler = {
  /** The DATABASE_URL of clients. */
  url: string;
  /** The number of forwarded transactions. */
  countTransactions(): Promise<number>;
  close(): Promise<void>;
};

// Debian installs it outside the PATH of ordinary accounts.
const FOLDERS = [...listPath(), '/usr/sbin', '/usr/local/sbin'];
const PROGRAM = 'pgbouncer';

/** Finds PgBouncer; null when it is not installed. */
export function findPooler(): string | null {
  const folder = findFolder(FOLDERS, [PROGRAM]);
  return folder && path.join(folder, PROGRAM);
}

/** Starts it with far fewer server connections than client connections. */
export async function openPooler(program: string, databaseUrl: string): Promise<Pooler> {
  const home = await openProgramHome(program);
  try {
    const target = new URL(databaseUrl);
    const url = new URL(databaseUrl);
    url.port = String(await findFreePort());
    const people = await home.write('people', `"${target.username}" "${target.password}"\n`);
    const config = await home.write('pgbouncer.ini', toConfig(target, url.port, people));
    const started = home.start(program, [config]);
    await waitUntilAnswers(started, url.href);
    return {
      url: url.href,
      countTransactions: () => countTransactions(url),
      close: async () => {
        started.child.kill('SIGTERM');
        await started.ended;
        await home.close();
      },
    };
  } catch (error) {
    await home.close();
    throw error;
  }
}

function toConfig({ hostname, port, pathname, username }: URL, listenPort: string, people: string): string {
  return `
[databases]
${pathname.slice(1)} = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${people}
admin_users = ${username}
pool_mode = transaction
max_client_conn = 200
default_pool_size = 10
`;
}

async function countTransactions(url: URL): Promise<number> {
  const admin = new URL(url);
  admin.pathname = '/pgbouncer';
  const client = new Client({ connectionString: admin.href });
  await client.connect();
  try {
    const { rows } = await client.query<{ database: string; xact_count: string }>('SHOW STATS_TOTALS');
    return Number(rows.find(({ database }) => `/${database}` === url.pathname)?.xact_count ?? 0);
  } finally {
    await client.end();
  }
}
