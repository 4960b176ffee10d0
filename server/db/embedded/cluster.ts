import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startError } from '@/server/shared/start-error';
import { type Account, findAccount, findIds, spawnAs } from './account';
import { findPostgresBinaries, type PostgresBinaries, preparePostgresBinaries } from './binaries';
import { giveFolder, keepPrivate } from './keep-private';

/** One data folder of PostgreSQL together with all that is needed to run it. */
export type Cluster = {
  dir: string;
  logFile: string;
  password: string;
  durable: boolean;
  account: Account;
  binaries: PostgresBinaries;
};

/** Where a cluster lies: `around` is a folder of Parley's own that `home` is in. */
export type ClusterPlace = { home: string; around?: string | undefined; durable: boolean };

export const SUPERUSER = 'parley';

const SETTINGS_FILE = 'parley.json';

/**
 * Opens the cluster in `home`, creating it first when there is none. The password lies inside the cluster, so the
 * two appear together, by one rename: a killed start leaves nothing half made, and of two starts at once one wins.
 */
export async function openCluster({ home, around, durable }: ClusterPlace): Promise<Cluster> {
  const dir = path.join(home, 'cluster');
  const binaries = findPostgresBinaries();
  await preparePostgresBinaries(binaries);
  await keepPrivate(home);
  const ids = await findIds(dir);
  // Both are closed to everybody but their owner; root enters them in any case.
  for (const folder of around ? [around, home] : [home]) if (ids) await giveFolder(folder, ids);
  const account = await findAccount(binaries, home, dir);
  if (!(await exists(dir))) await createCluster(home, dir, { binaries, account, durable });
  const settings: { password: string } = JSON.parse(await readFile(path.join(dir, SETTINGS_FILE), 'utf8'));
  const logFile = path.join(home, 'postgres.log');
  return {
    dir,
    logFile,
    password: settings.password,
    durable,
    account,
    binaries,
  };
}

/** The environment of PostgreSQL's programs: nothing of the caller's settings may reach them. */
export function toPostgresEnv(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TMPDIR } = process.env;
  return { NODE_ENV: 'production', PATH, SystemRoot, TMPDIR, LC_ALL: 'C' };
}

type Making = Pick<Cluster, 'binaries' | 'account' | 'durable'>;

async function createCluster(home: string, dir: string, making: Making): Promise<void> {
  const draft = await mkdtemp(path.join(home, 'new-'));
  try {
    const password = randomBytes(24).toString('base64url');
    const data = path.join(draft, 'cluster');
    await mkdir(data, { mode: 0o700 });
    const passwordFile = path.join(draft, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    await giveAway([draft, data, passwordFile], making.account);
    await runInitdb(data, passwordFile, making);
    await writeFile(path.join(data, SETTINGS_FILE), JSON.stringify({ password }), { mode: 0o600 });
    await rename(data, dir).catch(ignoreLostRace);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function giveAway(paths: string[], { ids }: Account): Promise<void> {
  if (!ids) return;
  for (const one of paths) await chown(one, ids.uid, ids.gid);
}

async function runInitdb(
  data: string,
  passwordFile: string,
  { binaries, account, durable }: Making,
): Promise<void> {
  const options = [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const child = spawnAs(account, binaries.initdb, options, {
    cwd: data,
    env: toPostgresEnv(),
    stdio: 'pipe',
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw startError(`PostgreSQL's data folder could not be made in ${data}: ${output.trim()}`);
}

function ignoreLostRace(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
