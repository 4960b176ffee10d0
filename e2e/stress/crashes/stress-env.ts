import type { Pool } from 'pg';
import { createSecretBox } from '@/server/gateways/secret-box';
import { openTestPlatform, type TestPlatform } from '@/server/tools/test/platform';
import { bundleServer } from '../support/bundle-program';
import { openWithClosers } from '../support/closers';
import { SECRET } from '../support/start-server';
import { type AppProcess, openAppProcess } from './app-process';
import type { CrashDatabase } from './crash-database';
import { type Endpoint, openEndpoint } from './endpoint';
import { type CrashSetup, setUp } from './set-up';

/** The environment of the crash suite. */
export type StressEnv = CrashSetup & {
  database: CrashDatabase;
  endpoint: Endpoint;
  apps: readonly AppProcess[];
  /** A pool that bypasses the processes. */
  platform: TestPlatform;
  pool: Pool;
  close(): Promise<void>;
};

const PROCESSES = 2;
const SETTINGS = { PARLEY_ROLES: 'api,worker', PARLEY_ALLOW_HOSTS: '127.0.0.1' };

/** Starts a database, an endpoint and two processes of the app, and creates the flows and the channel. */
export function openStressEnv(openDatabase: () => Promise<CrashDatabase>): Promise<StressEnv> {
  return openWithClosers(async ({ opened, close }) => {
    const database = opened(await openDatabase());
    const endpoint = opened(await openEndpoint());
    const platform = opened(openTestPlatform(database.url, { secrets: createSecretBox(SECRET) }));
    const server = opened(await bundleServer()).file;
    const options = { server, databaseUrl: database.url, settings: SETTINGS };
    const start = () => openAppProcess(options).then(opened);
    const apps = await Promise.all(Array.from({ length: PROCESSES }, start));
    const made = await setUp(platform, apps[0]?.baseUrl() ?? '', endpoint);
    await database.onOrganization?.(made.orgId);
    return { database, endpoint, apps, platform, pool: platform.db.pool, ...made, close };
  });
}
