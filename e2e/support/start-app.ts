import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoFacts } from '@/prisma/seed/demo-facts';
import { findFreePort } from './find-free-port';

/** The contents of demo.json. */
export type Demo = DemoFacts & { baseUrl: string };

export type RunningApp = {
  baseUrl: string;
  dataDir: string;
  process: ChildProcess;
  /** Reads demo.json; throws outside demo mode. */
  readDemo: () => Demo;
  /** The complete output of the app so far. */
  output: () => string;
  /** Sends SIGTERM and waits; returns the exit code. */
  stop: () => Promise<number | null>;
  /** Stops it and removes its data. */
  remove: () => Promise<void>;
};

export type AppOptions = {
  env?: Record<string, string>;
  /** An existing data folder, as after a crash; default: a new one. */
  dataDir?: string;
  /** The bundle to run; default: the built app. */
  server?: string;
};

const SERVER = '.build/server.mjs';
const START_LIMIT_MS = 60_000;

/** Starts the built app with its own port and data, and waits until it answers. Build first: `npm run build`. */
export async function startApp({ env = {}, dataDir, server = SERVER }: AppOptions = {}): Promise<RunningApp> {
  if (!existsSync(server)) throw new Error('The app is not built: npm run build');
  const home = dataDir ?? mkdtempSync(path.join(tmpdir(), 'parley-app-'));
  const port = await findFreePort();
  const baseUrl = `http://localhost:${port}`;
  const child = spawn(process.execPath, [server], {
    env: { ...toCleanEnv(), NODE_ENV: 'production', PORT: String(port), PARLEY_DATA_DIR: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => lines.push(String(chunk)));
  const output = () => lines.join('');
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return exited;
  };
  const remove = async () => {
    await stop();
    rmSync(home, { recursive: true, force: true });
  };
  await waitUntilReady(child, output).catch(async (error: unknown) => {
    if (dataDir === undefined) await remove();
    throw error;
  });
  const readDemo = (): Demo => JSON.parse(readFileSync(path.join(home, 'demo.json'), 'utf8'));
  return { baseUrl, dataDir: home, process: child, readDemo, output, stop, remove };
}

// The announcement is the last step of a start.
async function waitUntilReady(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!output().includes('Parley is ready')) {
    if (child.exitCode !== null) throw new Error(`The app ended while starting:\n${output()}`);
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The app does not get ready:\n${output()}`);
    }
    await pause(25);
  }
}

// Settings of the developer's own Parley must not reach the app under test.
function toCleanEnv(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  const kept = entries.filter(
    ([name]) => !/^(PARLEY_|DATABASE_URL$|PORT$|HOST$|VITEST|NODE_ENV$|AUTH_|NEXTAUTH_)/.test(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' };
}
