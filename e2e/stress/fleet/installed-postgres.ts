import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findFreePort } from '../../support/find-free-port';
import { findFolder, listPath } from '../support/find-program';
import { openProgramHome, type ProgramHome, waitUntilAnswers } from '../support/program-home';

/** An installed PostgreSQL with the tools of its version. */
export type InstalledPostgres = {
  /** The home folder of its account. */
  dir: string;
  url(database: string): string;
  create(database: string): Promise<void>;
  /** Runs one of its tools; throws its error output. */
  run(tool: 'pg_dump' | 'pg_restore', args: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

const PROGRAMS = ['initdb', 'postgres', 'pg_dump', 'pg_restore'];
const DEBIAN = '/usr/lib/postgresql';
const USER = 'parley';
const runFile = promisify(execFile);

/** Finds the program folder of the newest complete version; null when there is none. */
export function findInstalledPostgres(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return findFolder(
    [...versions.map((version) => path.join(DEBIAN, version, 'bin')), ...listPath()],
    PROGRAMS,
  );
}

/** Starts it with an empty data folder. */
export async function openInstalledPostgres(programs: string): Promise<InstalledPostgres> {
  const home = await openProgramHome(path.join(programs, 'initdb'));
  try {
    const password = randomBytes(16).toString('hex');
    const port = await findFreePort();
    const data = await makeCluster(home, programs, password);
    const url = (database: string): string =>
      `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;
    const started = home.start(path.join(programs, 'postgres'), ['-D', data, ...toFlags(port)]);
    await waitUntilAnswers(started, url('postgres'));
    return {
      dir: home.dir,
      url,
      create: (database) => create(url('postgres'), database),
      run: async (tool, args) => {
        await runFile(path.join(programs, tool), args);
      },
      close: async () => {
        started.child.kill('SIGINT');
        await started.ended;
        await home.close();
      },
    };
  } catch (error) {
    await home.close();
    throw error;
  }
}

async function makeCluster(home: ProgramHome, programs: string, password: string): Promise<string> {
  const data = await home.makeFolder('data');
  const passwordFile = await home.write('password', password);
  const making = home.start(path.join(programs, 'initdb'), [
    `--pgdata=${data}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  if ((await making.ended) !== 0) throw new Error(`initdb failed:\n${making.output()}`);
  return data;
}

function toFlags(port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function create(url: string, database: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}
