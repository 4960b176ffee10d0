import { hostname } from 'node:os';
import { openDatabase } from '@/server/db/connection/client';
import { openProbe, type Probe } from '@/server/db/connection/probe';
import { listMigrationNames } from '@/server/db/migrate/migration-files';
import { parseAllowList } from '@/server/gateways/address-guard';
import { systemClock } from '@/server/gateways/clock';
import { createHttpClient } from '@/server/gateways/http-client';
import { randomIds } from '@/server/gateways/ids';
import { createLog, type Log } from '@/server/gateways/log';
import { createMail, type Mail } from '@/server/gateways/mail';
import { createSecretBox } from '@/server/gateways/secret-box';
import { loadOrCreateSecret } from '@/server/gateways/secret-file';
import { NO_TELEMETRY, type Telemetry } from '@/server/gateways/telemetry/telemetry';
import type { ProcessLimits } from '@/server/http/admission/limits';
import { createOperations, type Operations } from '@/server/http/server/operations';
import { createSecurityEventLimit } from '@/server/services/audit/security-event-limit';
import { createBreakpointCache } from '@/server/services/breakpoint/breakpoint-cache';
import { createChannelCache } from '@/server/services/channel/channel-cache';
import { createTokenCache } from '@/server/services/connection/token-cache';
import type { Platform } from '@/server/services/context';
import { createDeferredWrites } from '@/server/services/deferred-writes';
import { createDeliverySignal } from '@/server/services/delivery/delivery-signal';
import { createProgramCache } from '@/server/services/flow/version/program-cache';
import { createBacklogLevels } from '@/server/services/health/backlog-levels';
import { createReadiness, PROBE_TIMEOUT_MS, type Readiness } from '@/server/services/health/readiness';
import { LEASE_MS } from '@/server/services/idempotency/lease';
import { createMetrics } from '@/server/services/metrics/metrics';
import { createOrganizationCache } from '@/server/services/organization/organization-cache';
import { createReplayPool } from '@/server/services/replay/replay-pool';
import { createRequestLog } from '@/server/services/request-log/request-log';
import { createSessionRuntime } from '@/server/services/session/runtime/session-runtime';
import { startError } from '@/server/shared/start-error';
import { type Env, readEnv, toBaseUrl, toLoopback } from './env';
import { openLimits } from './open-limits';
import { RENDERERS, SIGNERS } from './renderers';

/** The objects that a process holds once. */
export type Container = Platform & {
  env: Env;
  /** Signs sessions and encrypts stored secrets. */
  secret: string;
  /** Aborted when the process stops: endless responses end then. */
  stopping: AbortSignal;
  operations: Operations;
  limits: ProcessLimits;
};

export type ContainerParts = {
  env: Env;
  databaseUrl: string;
  /** Whether its tables are distributed over several nodes; default: no. */
  isDistributed?: boolean;
  /** Aborted when the process was asked to stop, before `stopping`: it is not ready from then on. */
  leaving: AbortSignal;
  stopping: AbortSignal;
  log: Log;
  telemetry: Telemetry;
  /** The program of a thread that replays sessions; default: replays share the thread of the requests. */
  replayThread?: URL;
};

/** The time between two reads of the breakpoints. */
const BREAKPOINTS_EVERY_MS = 1_000;

/** The threads of one replay. */
const REPLAY_THREADS = 2;

/** The folder of the migrations, relative to the working directory. */
export const MIGRATIONS = 'prisma/migrations';

// Next bundles this module a second time into the same process; the symbol is shared.
const KEY = Symbol.for('parley.container');
const shared: typeof globalThis & { [KEY]?: Container } = globalThis;

/** Creates the objects of a process; connections open at first use. */
export function createContainer(parts: ContainerParts): Container {
  const { env, databaseUrl, isDistributed = false, stopping, log, telemetry } = parts;
  const directUrl = env.PARLEY_DATABASE_DIRECT_URL ?? databaseUrl;
  const onLost = (error: Error) => log.warn({ err: error }, 'database connection lost');
  const db = openDatabase(databaseUrl, {
    poolSize: env.PARLEY_DATABASE_POOL,
    connectTimeoutMs: env.PARLEY_REQUEST_WAIT_SECONDS * 1_000,
    isPooled: directUrl !== databaseUrl,
    isDistributed,
    onLost,
  });
  const processId = `${hostname()}:${process.pid}:${randomIds.bytes(4).toString('hex')}`;
  const secret = env.PARLEY_SECRET ?? loadOrCreateSecret(env.PARLEY_DATA_DIR);
  const probe = openProbe(directUrl, { timeoutMs: PROBE_TIMEOUT_MS });
  const readiness = judgeProcess(parts, probe);
  telemetry.meters.watch({
    pool: db.countConnections,
    backlog: createBacklogLevels({ probe, clock: systemClock }),
  });
  return {
    env,
    log,
    db,
    clock: systemClock,
    ids: randomIds,
    http: createHttpClient({ allow: parseAllowList(listAllowedHosts(env)) }),
    mail: toMail(env),
    programs: createProgramCache(db),
    breakpoints: createBreakpointCache({ db, clock: systemClock, log, everyMs: BREAKPOINTS_EVERY_MS }),
    channels: createChannelCache(db, systemClock),
    organizations: createOrganizationCache(db, systemClock),
    renderers: RENDERERS,
    signers: SIGNERS,
    deliveries: createDeliverySignal({ db, url: directUrl, processId, log }),
    sessions: createSessionRuntime({ db, log, clock: systemClock, processId }),
    replays: createReplayPool({ file: parts.replayThread ?? null, threads: REPLAY_THREADS }),
    processId,
    secret,
    secrets: createSecretBox(secret, env.PARLEY_SECRET_PREVIOUS),
    tokens: createTokenCache(systemClock),
    deferredWrites: createDeferredWrites({
      clock: systemClock,
      log,
      meters: telemetry.meters,
      forMs: LEASE_MS,
    }),
    metrics: createMetrics({ db, clock: systemClock, log, meters: telemetry.meters }),
    requests: createRequestLog({ db, ids: randomIds, log, meters: telemetry.meters }),
    securityEvents: createSecurityEventLimit(systemClock),
    meters: telemetry.meters,
    tracer: telemetry.tracer,
    stopping,
    limits: openLimits({ db, clock: systemClock, log, meters: telemetry.meters, env, stopping }),
    operations: createOperations({
      readiness,
      exposition: telemetry.exposition,
      metricsToken: env.PARLEY_METRICS_TOKEN ?? null,
      close: async () => {
        await Promise.all([telemetry.close(), probe.close()]);
      },
    }),
  };
}

function judgeProcess({ env, log, leaving }: ContainerParts, probe: Probe): Readiness {
  return createReadiness({
    ...{ probe, log, clock: systemClock, stopping: leaving },
    listNeeded: () => listMigrationNames(MIGRATIONS),
    maxLagMs: env.PARLEY_MAX_LAG_SECONDS * 1000,
    isWorker: env.PARLEY_ROLES.includes('worker'),
  });
}

function toMail(env: Env): Mail | null {
  const { PARLEY_SMTP_URL: smtpUrl, PARLEY_MAIL_FROM: from } = env;
  return smtpUrl && from ? createMail({ smtpUrl, from, baseUrl: toBaseUrl(env) }) : null;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'] as const;

// The demo's flows call this server, and its users receive webhooks on the same machine.
function listAllowedHosts(env: Env): string[] {
  if (!env.PARLEY_DEMO) return env.PARLEY_ALLOW_HOSTS;
  return [...env.PARLEY_ALLOW_HOSTS, ...LOOPBACK, toLoopback(env)];
}

/** Sets the container that `getContainer` returns, in both builds of this module. */
export function provideContainer(container: Container): void {
  shared[KEY] = container;
}

/** The objects of the process; created from the environment where Next runs without our server. */
export function getContainer(): Container {
  shared[KEY] ??= createContainerFromEnv();
  return shared[KEY];
}

/** Closes the container, after everything that uses it has stopped. */
export async function closeContainer({
  db,
  breakpoints,
  sessions,
  http,
  deliveries,
  metrics,
  requests,
  deferredWrites,
  operations,
  env,
}: Container): Promise<void> {
  breakpoints.close();
  await deliveries.close();
  await sessions.close(env.PARLEY_DRAIN_SECONDS * 1000);
  await Promise.all([metrics.close(), requests.close(), deferredWrites.close()]);
  await http.close();
  await Promise.all([operations.close(), db.close()]);
}

function createContainerFromEnv(): Container {
  const env = readEnv(process.env);
  if (!env.DATABASE_URL) throw startError('Set DATABASE_URL, or start with npm start or npm run dev.');
  return createContainer({
    env,
    databaseUrl: env.DATABASE_URL,
    leaving: new AbortController().signal,
    stopping: new AbortController().signal,
    log: createLog(env.LOG_LEVEL),
    telemetry: NO_TELEMETRY,
  });
}
