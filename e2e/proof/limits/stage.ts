import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pool } from 'pg';
import { createSecretBox } from '@/server/gateways/secret-box';
import { addOrganization, type TestPlatform } from '@/server/tools/test-platform';
import type { TestPostgres } from '@/server/tools/test-postgres';
import { makeKey } from '../../api/support/direct-mount';
import type { Target } from '../../api/support/target';
import { startApp } from '../../support/start-app';
import { bundleServer } from '../crashes/bundle-server';
import { openProofTarget, type ProofTarget } from '../support/open-proof-target';
import { runProgram } from '../support/run-child';
import type { PutLoad } from './load';

/** What the limits are tried on: servers of their own on one database, and loads from processes of their own. */
export type Stage = {
  /** A server in this process that holds nobody to anything: for making what a part needs. */
  free: ProofTarget;
  platform: TestPlatform;
  pool: Pool;
  /** Makes a further organization and a key of it. */
  addTarget(): Promise<Target>;
  /** Starts a built server with these settings. */
  startServer(settings: Record<string, string>): Promise<Started>;
  /** Starts a bare server that refuses everything. */
  startRefuser(): Promise<Started>;
  putLoad: PutLoad;
  close(): Promise<void>;
};

export type Started = { baseUrl: string; stop(): Promise<void> };

const SECRET = 'a secret of the proofs that is long enough';
const PROGRAMS = 'e2e/proof/limits';

type Bundler = { bundle(entry: string, outfile: string): Promise<void> };

/** Opens a database, and bundles the server and the program that puts loads. */
export async function openStage(postgres: TestPostgres): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const free = await openProofTarget(postgres, { secrets: createSecretBox(SECRET) });
    closers.push(free.close);
    const server = await bundleServer();
    closers.push(server.close);
    const load = await bundleProgram('put-load');
    closers.push(load.close);
    const refuse = await bundleProgram('refuse');
    closers.push(refuse.close);
    const { platform, url } = free.stage;
    const startServer = async (settings: Record<string, string>): Promise<Started> => {
      const app = await startApp({ server: server.file, env: { ...FIXED, DATABASE_URL: url, ...settings } });
      closers.push(app.remove);
      return { baseUrl: app.baseUrl.replace('localhost', '127.0.0.1'), stop: app.remove };
    };
    const addTarget = async (): Promise<Target> => {
      const orgId = await addOrganization(platform.db);
      return { baseUrl: free.baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
    };
    const putLoad: PutLoad = (orders) => runProgram([load.file], orders);
    const startRefuser = async (): Promise<Started> => {
      const started = await startProgram(refuse.file);
      closers.push(started.stop);
      return started;
    };
    const { pool } = platform.db;
    return { free, platform, pool, addTarget, startServer, startRefuser, putLoad, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const FIXED = {
  HOST: '127.0.0.1',
  PARLEY_SECRET: SECRET,
  PARLEY_DEMO: '0',
  PARLEY_ROLES: 'api',
  PARLEY_METRICS: '1',
  LOG_LEVEL: 'error',
};

type Program = { file: string; close(): Promise<unknown> };

async function bundleProgram(name: string): Promise<Program> {
  const { bundle }: Bundler = await import(pathToFileURL(path.resolve('server/tools/bundle.mjs')).href);
  const file = `.build/tools/${name}-${process.pid}.mjs`;
  await bundle(`${PROGRAMS}/${name}.ts`, file);
  return { file, close: () => Promise.all([file, `${file}.map`].map((each) => rm(each, { force: true }))) };
}

async function startProgram(file: string): Promise<Started> {
  const child = fork(file);
  const [port] = (await once(child, 'message')) as [number];
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (child.connected) child.disconnect();
    },
  };
}
