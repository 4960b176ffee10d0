import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seedDemo } from '@/prisma/seed/seed-demo';
import { hasSignIn } from '@/server/auth/decode-sign-in';
import { explainPassingError } from '@/server/db/connection/explain-connection-error';
import { type NamedDatabase, requireConnection, toSubject } from '@/server/db/connection/require-connection';
import { findIsDistributed } from '@/server/db/distribute/find-is-distributed';
import { openEmbeddedPostgres } from '@/server/db/embedded/embedded';
import { keepPrivate } from '@/server/db/embedded/keep-private';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { createLog, type Log } from '@/server/gateways/log';
import { openTelemetry } from '@/server/gateways/telemetry/open-telemetry';
import type { Telemetry } from '@/server/gateways/telemetry/telemetry';
import { createStrangerPages } from '@/server/http/admission/stranger-pages';
import { sendContinue } from '@/server/http/body/deferred-continue';
import { createPageBodies } from '@/server/http/body/page-bodies';
import { isPublicTarget, isStrayTarget } from '@/server/http/routing/public-prefixes';
import { setContentSecurityPolicy } from '@/server/http/server/content-security-policy';
import { appendForwardedFor } from '@/server/http/server/forwarded-for';
import { createHostGuard } from '@/server/http/server/host-guard';
import { createNodeListener } from '@/server/http/server/node-listener';
import { openServer, PORT_WAIT_MS, requireFreePort } from '@/server/http/server/open-server';
import { isOperationsTarget } from '@/server/http/server/operations';
import { createPublicFiles } from '@/server/http/server/public-files';
import { isWellFormedRequest } from '@/server/http/server/well-formed-request';
import { requireSecrets } from '@/server/services/secret/require-secrets';
import { makeSetUpToken } from '@/server/services/user/sign-up/set-up-token';
import { isFirstRun } from '@/server/services/user/sign-up/sign-up-owner';
import { retryStartStep } from '@/server/shared/retry-start-step';
import { isStartError } from '@/server/shared/start-error';
import { startWorker } from '@/server/worker/loop';
import {
  announceDemo,
  announceSetUp,
  discardSetUp,
  readDemoFacts,
  reportProgress,
  writeDemoFacts,
} from './announce';
import { type Container, closeContainer, createContainer, MIGRATIONS, provideContainer } from './container';
import { type Env, readEnv, toBaseUrl, toListenHost } from './env';
import { createPublicApp } from './public-app';

/*
 * The life of one process. Opened parts are pushed on `closers` and closed in reverse order: first the server, then the
 * worker, then the database.
 */

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;
type Console = { handle: Handler; close: () => Promise<void> };

// The time for worker, pool and database to close, after the requests.
const CLOSE_LIMIT_MS = 20_000;
// As large as a console call may be.
const MAX_PAGE_BODY_BYTES = 4 * 2 ** 20;
const isDevelopment = process.env.NODE_ENV === 'development';
// The development server notifies browsers here.
const DEVELOPMENT_SOCKETS = '/_next/';
const PUBLIC_FOLDER = 'public';
const closers: (() => Promise<void>)[] = [];
// `leaving` is aborted when the process is asked to stop: it is not ready from then on. `stopping` is aborted when it
// begins to stop.
const leaving = new AbortController();
const stopping = new AbortController();
let isServing = false;

async function start(): Promise<void> {
  const env = readEnv(process.env);
  const address = { host: toListenHost(env), port: env.PORT };
  const portWait = { forMs: PORT_WAIT_MS, signal: leaving.signal };
  await requireFreePort(address, portWait);
  await keepPrivate(env.PARLEY_DATA_DIR);
  const log = createLog(env.LOG_LEVEL);
  const [database, web, telemetry] = await Promise.all([
    prepareDatabase(env),
    prepareConsole(env),
    prepareTelemetry(env, log),
  ]);
  const signals = { leaving: leaving.signal, stopping: stopping.signal };
  const { url: databaseUrl, isDistributed } = database;
  // Bundled beside this program.
  const replayThread = new URL('./replay-thread.mjs', import.meta.url);
  const container = createContainer({
    ...{ env, databaseUrl, isDistributed, ...signals, log, telemetry, replayThread },
  });
  container.afterSetUp = () => discardSetUp(env.PARLEY_DATA_DIR);
  provideContainer(container);
  closers.push(() => closeContainer(container));
  const { PARLEY_DATA_DIR, PARLEY_DEMO } = env;
  await repeat(env, database, { run: () => requireSecrets(container) });
  const seed = () => seedDemo(container, readDemoFacts(PARLEY_DATA_DIR));
  const facts = PARLEY_DEMO ? await repeat(env, database, { run: seed }) : null;
  const drainMs = env.PARLEY_DRAIN_SECONDS * 1000;
  if (env.PARLEY_ROLES.includes('worker'))
    closers.push(startWorker(container, { drainMs, stopping: stopping.signal }).stop);
  if (web) closers.push(web.close);
  const sockets = isDevelopment ? { upgradesUnder: DEVELOPMENT_SOCKETS } : {};
  const opened = await openServer(route(container, web), address, {
    ...sockets,
    portWait,
    publicUrl: env.PARLEY_PUBLIC_URL,
  });
  isServing = true;
  leaving.signal.addEventListener('abort', opened.drain);
  closers.push(() => opened.close(drainMs));
  if (facts) writeDemoFacts(PARLEY_DATA_DIR, toBaseUrl(env), facts);
  const isToSetUp = !PARLEY_DEMO && (await repeat(env, database, { run: () => isFirstRun(container) }));
  reportProgress(`Parley is ready at ${toBaseUrl(env)}`);
  if (facts) announceDemo(PARLEY_DATA_DIR, toBaseUrl(env), facts);
  if (isToSetUp) announceSetUp(PARLEY_DATA_DIR, toBaseUrl(env), makeSetUpToken(container.secrets));
  else discardSetUp(PARLEY_DATA_DIR);
}

/** Runs a step that needs the database, and retries it while that is unavailable (start/retries-what-passes). */
function repeat<T>(
  env: Env,
  database: NamedDatabase,
  step: { run: () => Promise<T>; isLong?: boolean },
): Promise<T> {
  const options = {
    forMs: env.PARLEY_START_WAIT_SECONDS * 1000,
    signal: leaving.signal,
    report: reportProgress,
  };
  const named = { subject: toSubject(database), explainPassing: explainPassingError };
  return retryStartStep({ ...named, ...step }, options);
}

async function prepareDatabase(env: Env): Promise<NamedDatabase & { isDistributed: boolean }> {
  const database = env.DATABASE_URL
    ? { setting: 'DATABASE_URL', url: env.DATABASE_URL }
    : { setting: 'The embedded PostgreSQL', url: await startEmbedded(env) };
  const directUrl = env.PARLEY_DATABASE_DIRECT_URL;
  const direct = directUrl ? { setting: 'PARLEY_DATABASE_DIRECT_URL', url: directUrl } : database;
  const isPooled = direct.url !== database.url;
  await repeat(env, database, { run: () => requireConnection(database, { isPooled }) });
  if (isPooled) await repeat(env, direct, { run: () => requireConnection(direct, { isPooled: false }) });
  const migrate = () => migrateDatabase(direct.url, MIGRATIONS);
  const applied = await repeat(env, direct, { run: migrate, isLong: true });
  if (applied.length > 0) reportProgress(`applied ${applied.length} migrations`);
  const find = () => findIsDistributed(direct.url);
  return { ...database, isDistributed: await repeat(env, direct, { run: find }) };
}

async function startEmbedded(env: Env): Promise<string> {
  const around = path.resolve(env.PARLEY_DATA_DIR);
  const home = path.join(around, 'postgres');
  const { signal } = leaving;
  const postgres = await openEmbeddedPostgres({ home, around, durable: true, log: reportProgress, signal });
  closers.push(postgres.stop);
  reportProgress(`PostgreSQL runs on ${env.PARLEY_DATA_DIR}/postgres`);
  return postgres.url('parley');
}

async function prepareConsole(env: Env): Promise<Console | null> {
  if (!env.PARLEY_ROLES.includes('console')) return null;
  const { default: next } = await import('next');
  const web = next({
    dev: isDevelopment,
    // Next adds an upgrade listener to the server it is given, else to ours, which would then ignore no upgrade
    // (upgrades/ignored).
    ...(isDevelopment ? {} : { httpServer: createServer() }),
    hostname: toListenHost(env),
    port: env.PORT,
  });
  await web.prepare();
  return { handle: web.getRequestHandler(), close: () => web.close() };
}

function prepareTelemetry(env: Env, log: Log): Promise<Telemetry> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = env;
  const traces = endpoint ? { endpoint, ratio, serviceName: env.OTEL_SERVICE_NAME } : null;
  return openTelemetry({ metrics: env.PARLEY_METRICS, traces }, log);
}

/**
 * Requests of the public APIs bypass Next's routing, which is many times slower. Every process answers its operators,
 * whatever its roles.
 */
function route(container: Container, web: Console | null): Handler {
  const { PARLEY_ROLES, PARLEY_TRUST_PROXY, PARLEY_PUBLIC_URL: publicUrl } = container.env;
  const isOwnHost = createHostGuard({ publicUrl, trustProxy: PARLEY_TRUST_PROXY });
  const servesApi = PARLEY_ROLES.includes('api');
  const { fetch } = servesApi ? createPublicApp(container) : container.operations;
  const direct = createNodeListener(fetch, { trustProxy: PARLEY_TRUST_PROXY });
  if (!web) return direct;
  const bodies = createPageBodies({ maxBytes: MAX_PAGE_BODY_BYTES, rate: container.limits.bodyRate });
  const servePublicFile = createPublicFiles({ folder: PUBLIC_FOLDER, handle: web.handle });
  const handlePage = createStrangerPages({
    handle: web.handle,
    hasSignIn: (cookies) => hasSignIn(container, cookies),
  });
  return (request, response) => {
    const target = request.url ?? '';
    const isDirect =
      isOperationsTarget(target) || isStrayTarget(target) || (servesApi && isPublicTarget(target));
    if (isDirect) return direct(request, response);
    if (!isWellFormedRequest(request))
      return response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Bad Request');
    if (!isOwnHost(request, response)) return;
    if (!PARLEY_TRUST_PROXY) appendForwardedFor(request);
    setContentSecurityPolicy({ request, response }, { isDevelopment });
    const isApi = isPublicTarget(target);
    // An API behind Next bounds its own bodies.
    if (!isApi && !bodies.admit(request, response)) return undefined;
    sendContinue(request);
    if (isApi) return web.handle(request, response);
    return servePublicFile(request, response) || handlePage(request, response);
  };
}

async function stop(): Promise<void> {
  stopping.abort();
  for (const close of closers.splice(0).reverse()) await close();
}

// A terminal and npm both send the signal of one Ctrl-C.
const SAME_PRESS_MS = 1_000;
let leavingSince = 0;

async function stopAndExit(starting: Promise<void>): Promise<void> {
  if (leaving.signal.aborted) {
    if (performance.now() - leavingSince > SAME_PRESS_MS) process.exit(130);
    return;
  }
  leavingSince = performance.now();
  leaving.abort();
  reportProgress('stopping');
  const { PARLEY_DRAIN_SECONDS, PARLEY_STOP_DELAY_SECONDS } = readEnv(process.env);
  if (isServing) await pause(PARLEY_STOP_DELAY_SECONDS * 1000);
  setTimeout(() => process.exit(1), PARLEY_DRAIN_SECONDS * 1000 + CLOSE_LIMIT_MS).unref();
  // A running start stops at its next step; its open parts are closed here.
  await starting;
  await stop();
  reportProgress('stopped');
  process.exit(0);
}

async function failAndExit(error: unknown): Promise<void> {
  if (leaving.signal.aborted) return;
  process.stderr.write(`${isStartError(error) ? error.message : toText(error)}\n`);
  setTimeout(() => process.exit(1), CLOSE_LIMIT_MS).unref();
  await stop().catch(() => undefined);
  process.exit(1);
}

function failOnStop(error: unknown): void {
  process.stderr.write(`${toText(error)}\n`);
  process.exit(1);
}

function toText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// start/outlives-its-reader: the reader of the output may be gone. Without these handlers a failed write throws, and
// Next reports that by writing again, forever.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const starting = start().catch(failAndExit);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void stopAndExit(starting).catch(failOnStop));
