import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Pool } from 'pg';
import { createSecretBox } from '@/server/gateways/secret-box';
import { addOrganization, type TestPlatform } from '@/server/tools/test/platform';
import type { TestPostgres } from '@/server/tools/test/postgres';
import { makeKey } from '../../api/support/direct-mount';
import type { Target } from '../../api/support/target';
import { bundleProgram, bundleServer } from '../support/bundle-program';
import { openWithClosers } from '../support/closers';
import { openStressTarget, type StressTarget } from '../support/open-stress-target';
import { openProgram } from '../support/run-child';
import { SECRET, startServer } from '../support/start-server';
import type { LoadOrders, LoadReport, OpenLoad, PutLoad } from './load';

/** The environment of the limit suite: servers on one database, and loads from separate processes. */
export type StressEnv = {
  /** A server in this process without limits, for setting things up. */
  free: StressTarget;
  platform: TestPlatform;
  pool: Pool;
  /** Creates another organization with a key. */
  addTarget(): Promise<Target>;
  /** Starts a built server with these settings. */
  startServer(settings: Record<string, string>): Promise<Started>;
  /** Starts a bare server that refuses everything. */
  startRefuser(): Promise<Started>;
  putLoad: PutLoad;
  openLoad: OpenLoad;
  close(): Promise<void>;
};

export type Started = { baseUrl: string; stop(): Promise<void> };

const PROGRAMS = 'e2e/stress/limits';
const SETTINGS = { PARLEY_ROLES: 'api', PARLEY_METRICS: '1' };

/** Opens a database, and bundles the server and the load program. */
export function openStressEnv(postgres: TestPostgres): Promise<StressEnv> {
  return openWithClosers(async ({ opened, push, close }) => {
    const free = opened(await openStressTarget(postgres, { secrets: createSecretBox(SECRET) }));
    const server = opened(await bundleServer());
    const load = opened(await bundleProgram(`${PROGRAMS}/put-load.ts`));
    const refuse = opened(await bundleProgram(`${PROGRAMS}/refuse.ts`));
    const { platform, url } = free.testEnv;
    const start = async (settings: Record<string, string>): Promise<Started> => {
      const options = { server: server.file, databaseUrl: url, settings: { ...SETTINGS, ...settings } };
      const { baseUrl, remove } = await startServer(options);
      push(remove);
      return { baseUrl, stop: remove };
    };
    const addTarget = async (): Promise<Target> => {
      const orgId = await addOrganization(platform.db);
      return { baseUrl: free.baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
    };
    const openLoad: OpenLoad = (orders) => openProgram<LoadOrders, LoadReport>([load.file], orders);
    const putLoad: PutLoad = (orders) => openLoad(orders).report;
    const startRefuser = async (): Promise<Started> => {
      const started = await startProgram(refuse.file);
      push(started.stop);
      return started;
    };
    const { pool } = platform.db;
    return { free, platform, pool, addTarget, startServer: start, startRefuser, putLoad, openLoad, close };
  });
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
