import { hostname } from 'node:os';
import { openDatabase } from '@/server/db/client';
import { parseAllowList } from '@/server/gateways/address-guard';
import { systemClock } from '@/server/gateways/clock';
import { createHttpClient } from '@/server/gateways/http-client';
import { randomIds } from '@/server/gateways/ids';
import { createLog } from '@/server/gateways/log';
import { createSecretBox } from '@/server/gateways/secret-box';
import { keepSecret } from '@/server/gateways/secret-file';
import { createChannelCache } from '@/server/services/channel/channel-cache';
import type { Platform } from '@/server/services/context';
import { createDeliverySignal } from '@/server/services/delivery/delivery-signal';
import { createProgramCache } from '@/server/services/flow/program-cache';
import { createMetrics } from '@/server/services/metrics/metrics';
import { createRequestLog } from '@/server/services/request-log/request-log';
import { createSessionHub } from '@/server/services/session/session-hub';
import { startError } from '@/server/shared/start-error';
import { type Env, readEnv, toLoopback } from './env';
import { RENDERERS, SIGNERS } from './renderers';

/** What a process holds once. */
export type Container = Platform & {
  env: Env;
  /** Signs sessions and encrypts stored secrets. */
  secret: string;
  /** Aborted when the process was told to stop: answers that would go on for ever end then. */
  stopping: AbortSignal;
};

export type ContainerParts = { env: Env; databaseUrl: string; stopping: AbortSignal };

// Next bundles this module a second time into the same process; the symbol is the same in both copies.
const KEY = Symbol.for('parley.container');
const shared: typeof globalThis & { [KEY]?: Container } = globalThis;

/** Makes the process's objects; nothing connects before it is used. */
export function createContainer({ env, databaseUrl, stopping }: ContainerParts): Container {
  const log = createLog(env.LOG_LEVEL);
  const onLost = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const db = openDatabase(databaseUrl, {
    poolSize: env.PARLEY_DATABASE_POOL,
    connectTimeoutMs: env.PARLEY_REQUEST_WAIT_SECONDS * 1_000,
    onLost,
  });
  const processId = `${hostname()}:${process.pid}:${randomIds.bytes(4).toString('hex')}`;
  const secret = env.PARLEY_SECRET ?? keepSecret(env.PARLEY_DATA_DIR);
  return {
    env,
    log,
    db,
    clock: systemClock,
    ids: randomIds,
    http: createHttpClient({ allow: parseAllowList(listAllowedHosts(env)) }),
    programs: createProgramCache(db.pool),
    channels: createChannelCache(db.pool, systemClock),
    renderers: RENDERERS,
    signers: SIGNERS,
    deliveries: createDeliverySignal({ pool: db.pool, url: databaseUrl, processId, log }),
    hub: createSessionHub({ db, log, clock: systemClock, processId }),
    processId,
    secret,
    secrets: createSecretBox(secret),
    metrics: createMetrics({ db, clock: systemClock, log }),
    requests: createRequestLog({ db, ids: randomIds, log }),
    stopping,
  };
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'] as const;

// The demo's flows call this very server, and whoever tries it receives its webhooks on the same machine.
function listAllowedHosts(env: Env): string[] {
  if (!env.PARLEY_DEMO) return env.PARLEY_ALLOW_HOSTS;
  return [...env.PARLEY_ALLOW_HOSTS, ...LOOPBACK, toLoopback(env)];
}

/** Makes `container` the one that `getContainer` gives, in both builds of this module. */
export function provideContainer(container: Container): void {
  shared[KEY] = container;
}

/** The process's objects; made from the environment where Next runs without our server. */
export function getContainer(): Container {
  shared[KEY] ??= createContainerFromEnv();
  return shared[KEY];
}

/** Closes what the container holds, after everything that uses it has stopped. */
export async function closeContainer({
  db,
  hub,
  http,
  deliveries,
  metrics,
  requests,
  env,
}: Container): Promise<void> {
  await deliveries.close();
  await hub.close(env.PARLEY_DRAIN_SECONDS * 1000);
  await Promise.all([metrics.close(), requests.close()]);
  await http.close();
  await db.close();
}

function createContainerFromEnv(): Container {
  const env = readEnv(process.env);
  if (!env.DATABASE_URL) throw startError('Set DATABASE_URL, or start with npm start or npm run dev.');
  return createContainer({ env, databaseUrl: env.DATABASE_URL, stopping: new AbortController().signal });
}
