import type { Pool } from 'pg';
import { createSecretBox } from '@/server/gateways/secret-box';
import { callingFlow, ECHO } from '@/server/services/session/fixtures/flows';
import { addFlow, addOrganization, openTestPlatform, type TestPlatform } from '@/server/tools/test-platform';
import { makeKey } from '../../api/support/direct-mount';
import { makeChannel, makeRoom } from '../../api/support/make-channel';
import { type AppProcess, openAppProcess } from './app-process';
import { bundleServer } from './bundle-server';
import { type CrashDatabase, openCrashDatabase } from './crash-database';
import { type Endpoint, openEndpoint } from './endpoint';
import { PATHS } from './steps';

/** All that the crashes happen to. */
export type Stage = {
  database: CrashDatabase;
  endpoint: Endpoint;
  apps: readonly AppProcess[];
  /** Looks at the database past every process. */
  platform: TestPlatform;
  pool: Pool;
  orgId: string;
  apiKey: string;
  flows: { echo: string; call: string };
  /** The channel whose answers go to the endpoint. */
  channelId: string;
  close(): Promise<void>;
};

const SECRET = 'a secret of the proof, long enough for one';
const PROCESSES = 2;
// Long enough for the lease of a dead process to outlast its restart.
const CALL = { attempts: 5, timeoutMs: 10_000 };

/** Starts a database, an endpoint and two processes of the app, and makes the flows and the channel. */
export async function openStage(): Promise<Stage> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  const opened = <T extends { close(): Promise<void> }>(thing: T): T => {
    closers.push(() => thing.close());
    return thing;
  };
  try {
    const database = opened(await openCrashDatabase());
    const endpoint = opened(await openEndpoint());
    const platform = opened(openTestPlatform(database.url, { secrets: createSecretBox(SECRET) }));
    const server = opened(await bundleServer()).file;
    const env = {
      PARLEY_SECRET: SECRET,
      PARLEY_ALLOW_HOSTS: '127.0.0.1',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    };
    const start = () => openAppProcess({ server, databaseUrl: database.url, env }).then(opened);
    const apps = await Promise.all(Array.from({ length: PROCESSES }, start));
    const made = await furnish(platform, apps, endpoint);
    return { database, endpoint, apps, platform, pool: platform.db.pool, ...made, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function furnish(
  platform: TestPlatform,
  apps: readonly AppProcess[],
  endpoint: Endpoint,
): Promise<Pick<Stage, 'orgId' | 'apiKey' | 'flows' | 'channelId'>> {
  const orgId = await addOrganization(platform.db);
  const apiKey = await makeKey(platform, orgId);
  const echo = (await addFlow(platform.db, orgId, ECHO)).flowId;
  const call = (await addFlow(platform.db, orgId, callingFlow(`${endpoint.url}${PATHS.call}`, CALL))).flowId;
  const target = { baseUrl: apps[0]?.baseUrl() ?? '', orgId, apiKey };
  const roomId = await makeRoom(target, { mode: 'flow', flowId: echo });
  const { channel } = await makeChannel(target, {
    kind: 'umi',
    label: 'email',
    roomId,
    webhookUrl: `${endpoint.url}${PATHS.replies}`,
    maxRetryCount: 20,
  });
  return { orgId, apiKey, flows: { echo, call }, channelId: channel.id };
}
