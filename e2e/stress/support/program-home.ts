import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findAccount, spawnAs } from '@/server/db/embedded/account';
import { toPostgresEnv } from '@/server/db/embedded/cluster';
import { answers } from './postgres-answers';

/** A temporary folder owned by an account that is not root, for programs that refuse to run as root. */
export type ProgramHome = {
  dir: string;
  /** Writes a file that only that account can read; returns its path. */
  write(name: string, text: string): Promise<string>;
  /** Makes a folder of that account; returns its path. */
  makeFolder(name: string): Promise<string>;
  start(program: string, args: string[]): StartedProgram;
  close(): Promise<void>;
};

export type StartedProgram = {
  child: ChildProcess;
  output(): string;
  /** Waits for the exit; returns the exit code. */
  ended: Promise<number | null>;
};

const ANSWER_LIMIT_MS = 30_000;
const LOOK_MS = 50;

/** Makes the folder for the program at this path. */
export async function openProgramHome(program: string): Promise<ProgramHome> {
  const dir = await mkdtemp(path.join(tmpdir(), 'parley-program-'));
  const account = await findAccount({ home: '', initdb: program, postgres: '' }, '/', '');
  const give = async (file: string): Promise<string> => {
    if (account.ids) await chown(file, account.ids.uid, account.ids.gid);
    return file;
  };
  await give(dir);
  return {
    dir,
    write: async (name, text) => {
      await writeFile(path.join(dir, name), text, { mode: 0o600 });
      return give(path.join(dir, name));
    },
    makeFolder: async (name) => {
      await mkdir(path.join(dir, name), { mode: 0o700 });
      return give(path.join(dir, name));
    },
    start: (file, args) => {
      const child = spawnAs(account, file, args, { cwd: dir, env: toPostgresEnv(), stdio: 'pipe' });
      const lines: string[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk) => lines.push(String(chunk)));
      const ended = once(child, 'exit').then(([code]) => code as number | null);
      return { child, output: () => lines.join(''), ended };
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Waits until a PostgreSQL-protocol address answers; throws the program's output when it exits first. */
export async function waitUntilAnswers({ child, output }: StartedProgram, url: string): Promise<void> {
  const deadline = Date.now() + ANSWER_LIMIT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`${child.spawnfile} does not answer:\n${output()}`);
    await pause(LOOK_MS);
  }
}
