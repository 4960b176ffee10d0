import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../support/find-free-port';

/*
 * start/ends-with-npm: a signal to the process of `npm start` alone ends everything in order. Runs in the prepared
 * checkout, which npm test has built.
 */

const READY = 'Parley is ready';
const LIMIT_MS = 120_000;

let home: string;
let npm: ChildProcess | null = null;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'parley-npm-'));
});
afterEach(() => {
  // Cleans up after a failed test: npm and the server share a process group; PostgreSQL's command line names the folder.
  killGroup(npm?.pid);
  for (const pid of listPids()) if (readCommand(pid).includes(home)) process.kill(pid, 'SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

function killGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // The process has already exited.
  }
}

function startNpm(port: number): { child: ChildProcess; output: () => string; exited: Promise<unknown[]> } {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PARLEY_|DATABASE_URL|VITEST|npm_)/.test(name),
  );
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    PORT: String(port),
    PARLEY_DATA_DIR: home,
  };
  const child = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => lines.push(String(chunk)));
  const exited = new Promise<unknown[]>((resolve) => child.once('exit', (...how) => resolve(how)));
  npm = child;
  return { child, output: () => lines.join(''), exited };
}

async function sees(output: () => string, text: string): Promise<void> {
  await expect.poll(output, { timeout: LIMIT_MS, interval: 50 }).toContain(text);
}

function listPids(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

const readProc = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};
const readCommand = (pid: number): string => readProc(pid, 'cmdline');
const parentOf = (pid: number): number => Number(/^PPid:\s*(\d+)/m.exec(readProc(pid, 'status'))?.[1]);

/** Lists the descendants of `root`, and the PostgreSQL of its data folder, which runs in its own session. */
function listFamily(root: number): number[] {
  const pids = listPids();
  const family = new Set([root]);
  for (const pid of [...pids, ...pids]) if (family.has(parentOf(pid))) family.add(pid);
  for (const pid of pids) if (readCommand(pid).includes(home)) family.add(pid);
  return [...family];
}

/** Lists the files of the folder that have permissions for others. */
const MODES = {
  '.': '700',
  secret: '600',
  'demo.json': '600',
  postgres: '700',
  'postgres/cluster': '700',
  'postgres/postgres.log': '600',
  'postgres/port': '600',
};
const modeOf = (name: string): string => (statSync(path.join(home, name)).mode & 0o777).toString(8);

/** Reads the pid of PostgreSQL's postmaster; the file is briefly missing during a restart. */
const readPostmaster = (): number | null => {
  const file = path.join(home, 'postgres/cluster/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
};

/** The processes that name the data folder. */
const listOwn = (): number[] => listPids().filter((pid) => readCommand(pid).includes(home));

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/^State:\s*Z/m.test(readProc(pid, 'status'));

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  it(
    'ends completely on a SIGTERM to npm alone, and keeps its folder private',
    async () => {
      const port = await findFreePort();
      // With the permissions of older versions (data-dir/private).
      chmodSync(home, 0o755);
      writeFileSync(path.join(home, 'secret'), 's'.repeat(64), { mode: 0o644 });
      const { child, output, exited } = startNpm(port);
      await sees(output, READY);
      expect(output()).not.toContain('building');
      expect(Object.fromEntries(Object.keys(MODES).map((name) => [name, modeOf(name)]))).toEqual(MODES);
      const pid = Number(child.pid);
      const family = listFamily(pid);
      // npm, the server and PostgreSQL's postmaster, with no shell in between.
      expect(family.length).toBeGreaterThan(3);
      expect(family.filter((one) => parentOf(one) === pid).map(readCommand)).toEqual([
        'node\0server/tools/start.mjs\0',
      ]);
      expect(await isOpen(port)).toBe(true);
      process.kill(pid, 'SIGTERM');
      expect(await exited).toEqual([0, null]);
      expect(output()).toMatch(/stopping\n(.*\n)*.*stopped\n$/);
      await expect.poll(() => family.filter(isAlive), { timeout: 5_000 }).toEqual([]);
      expect(await isOpen(port)).toBe(false);
    },
    LIMIT_MS,
  );

  it(
    'treats a Ctrl-C, which the terminal and npm both send, as one signal',
    async () => {
      const { child, output, exited } = startNpm(await findFreePort());
      await sees(output, READY);
      const family = listFamily(Number(child.pid));
      process.kill(-Number(child.pid), 'SIGINT');
      expect(await exited).toEqual([0, null]);
      expect(output()).toContain('stopped\n');
      await expect.poll(() => family.filter(isAlive), { timeout: 5_000 }).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'continues when nobody reads its output, and still stops (start/outlives-its-reader)',
    async () => {
      const port = await findFreePort();
      const { child, output, exited } = startNpm(port);
      await sees(output, READY);
      child.stdout?.destroy();
      child.stderr?.destroy();
      // It logs that PostgreSQL went away and that it is back.
      const killed = readPostmaster();
      process.kill(Number(killed), 'SIGKILL');
      await expect.poll(() => [null, killed].includes(readPostmaster()), { timeout: LIMIT_MS }).toBe(false);
      const ready = () => fetch(`http://127.0.0.1:${String(port)}/api/ready`).then(({ status }) => status);
      await expect.poll(ready, { timeout: LIMIT_MS }).toBe(200);
      process.kill(Number(child.pid), 'SIGTERM');
      expect(await exited).toEqual([0, null]);
      await expect.poll(listOwn, { timeout: 5_000 }).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'ends on a SIGINT to npm alone during its start, with everything it had started',
    async () => {
      const { child, output, exited } = startNpm(await findFreePort());
      await expect
        .poll(() => existsSync(path.join(home, 'postgres')), { timeout: LIMIT_MS, interval: 5 })
        .toBe(true);
      process.kill(Number(child.pid), 'SIGINT');
      expect(await exited).toEqual([0, null]);
      expect(output()).not.toContain(READY);
      await expect.poll(listOwn, { timeout: 5_000 }).toEqual([]);
    },
    LIMIT_MS,
  );
});
