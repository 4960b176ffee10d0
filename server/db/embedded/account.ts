import { type ChildProcess, execFile, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { startError } from '@/server/shared/start-error';
import type { PostgresBinaries } from './binaries';

type Ids = { uid: number; gid: number };

/** The account PostgreSQL runs as: ourselves (`ids` null) or another, and how a process comes to run as it. */
export type Account = {
  ids: Ids | null;
  through: 'self' | 'setuid' | 'setpriv';
};

const CANDIDATES = ['postgres', 'nobody'];
const run = promisify(execFile);

/**
 * Chooses the account for PostgreSQL, which refuses to run as root: ourselves, or under root the owner of
 * the data, else `postgres`, else `nobody`. Throws one plain sentence when that account cannot reach the files.
 */
export async function findAccount(
  binaries: PostgresBinaries,
  dir: string,
  cluster: string,
): Promise<Account> {
  const ids = await findIds(cluster);
  if (!ids) return { ids: null, through: 'self' };
  const accounts: Account[] = [
    { ids, through: 'setuid' },
    { ids, through: 'setpriv' },
  ];
  const account = accounts.find((one) => canReach(one, binaries, dir));
  if (account) return account;
  throw startError(
    `PostgreSQL refuses to run as root, and the account it would use instead (uid ${ids.uid}) cannot enter ${dir}; ` +
      'start as an ordinary user, move the folder to a place open to others, or set DATABASE_URL.',
  );
}

/** The user and group that PostgreSQL runs as where we are root; null where it runs as ourselves. */
export async function findIds(cluster: string): Promise<Ids | null> {
  if (process.getuid?.() !== 0) return null;
  return (await findOwner(cluster)) ?? (await findSystemAccount());
}

/** Starts a program as `account`. */
export function spawnAs(
  account: Account,
  program: string,
  args: string[],
  options: SpawnOptions,
): ChildProcess {
  const start = toCommand(account, program, args);
  return spawn(start.command, start.args, { ...options, ...start.ids });
}

async function findOwner(cluster: string): Promise<Ids | null> {
  const found = await stat(cluster).catch(() => null);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null;
}

async function findSystemAccount(): Promise<Ids> {
  for (const name of CANDIDATES) {
    const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => null);
    if (ids) return { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
  }
  throw startError(
    `PostgreSQL refuses to run as root and there is no account named ${CANDIDATES.join(' or ')}; set DATABASE_URL.`,
  );
}

function toCommand({ ids, through }: Account, program: string, args: string[]) {
  if (!ids || through !== 'setpriv') return { command: program, args, ids };
  return {
    command: 'setpriv',
    args: [...toSetprivFlags(ids), '--', program, ...args],
    ids: null,
  };
}

// A checkout under /root is closed to every other account; one inherited capability opens it for PostgreSQL alone.
// PostgreSQL asks access(2) about its own files, which honours that capability only without the setuid fix-up.
function toSetprivFlags({ uid, gid }: Ids): string[] {
  const capability = '+dac_override';
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
  ];
}

function canReach(account: Account, binaries: PostgresBinaries, dir: string): boolean {
  const script = 'test -x "$1" && "$1" --version && cd "$2"';
  const start = toCommand(account, '/bin/sh', ['-c', script, 'sh', binaries.initdb, dir]);
  return (
    spawnSync(start.command, start.args, {
      ...start.ids,
      cwd: '/',
      stdio: 'ignore',
    }).status === 0
  );
}
