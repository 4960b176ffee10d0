import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seedDemo } from '@/prisma/seed/seed-demo';
import { openEmbeddedPostgres } from '@/server/db/embedded';
import { migrateDatabase } from '@/server/db/migrate';
import { requireConnection } from '@/server/db/require-connection';
import { createLog, type Log } from '@/server/gateways/log';
import { openTelemetry } from '@/server/gateways/telemetry/open-telemetry';
import type { Telemetry } from '@/server/gateways/telemetry/telemetry';
import { sendContinue } from '@/server/http/deferred-continue';
import { createNodeListener } from '@/server/http/node-listener';
import { noteAddress } from '@/server/http/note-address';
import { openServer, requireFreePort } from '@/server/http/open-server';
import { isOperationsTarget } from '@/server/http/operations';
import { guardPage } from '@/server/http/page-guard';
import { isPublicTarget } from '@/server/http/public-prefixes';
import { isReadableRequest } from '@/server/http/readable-request';
import { requireSecrets } from '@/server/services/secret/require-secrets';
import { isStartError } from '@/server/shared/start-error';
import { startWorker } from '@/server/worker/loop';
import { announceDemo, readDemoFacts, reportProgress, writeDemoFacts } from './announce';
import { type Container, closeContainer, createContainer, MIGRATIONS, provideContainer } from './container';
import { type Env, readEnv, toBaseUrl, toListenHost } from './env';
import { createPublicApp } from './public-app';

/*
 * One process from its start to its end. What is opened is pushed on `closers`, and closed from the newest to the oldest:
 * first no more requests, then the worker, then the database.
 */

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;
type Console = { handle: Handler; close: () => Promise<void> };

// Beyond the time that requests have: the worker, the pool and the database get this long together.
const CLOSE_LIMIT_MS = 20_000;
const isDevelopment = process.env.NODE_ENV === 'development';
// Where the development server's browser hears of changes.
const DEVELOPMENT_SOCKETS = '/_next/';
const closers: (() => Promise<void>)[] = [];
// Aborted when the process is asked to stop: from then on it is not ready. `stopping` is when it begins to.
const leaving = new AbortController();
const stopping = new AbortController();

async function start(): Promise<void> {
  const env = readEnv(process.env);
  const address = { host: toListenHost(env), port: env.PORT };
  await requireFreePort(address);
  await mkdir(env.PARLEY_DATA_DIR, { recursive: true });
  const log = createLog(env.LOG_LEVEL);
  const [databaseUrl, web, telemetry] = await Promise.all([
    prepareDatabase(env),
    prepareConsole(env),
    prepareTelemetry(env, log),
  ]);
  const signals = { leaving: leaving.signal, stopping: stopping.signal };
  const container = createContainer({ env, databaseUrl, ...signals, log, telemetry });
  provideContainer(container);
  closers.push(() => closeContainer(container));
  await requireSecrets(container);
  const facts = env.PARLEY_DEMO ? await seedDemo(container, readDemoFacts(env.PARLEY_DATA_DIR)) : null;
  const drainMs = env.PARLEY_DRAIN_SECONDS * 1000;
  if (env.PARLEY_ROLES.includes('worker'))
    closers.push(startWorker(container, { drainMs, stopping: stopping.signal }).stop);
  if (web) closers.push(web.close);
  const sockets = isDevelopment ? { upgradesUnder: DEVELOPMENT_SOCKETS } : {};
  const opened = await openServer(route(container, web), address, sockets);
  leaving.signal.addEventListener('abort', opened.leave);
  closers.push(() => opened.close(drainMs));
  if (facts) writeDemoFacts(env.PARLEY_DATA_DIR, toBaseUrl(env), facts);
  reportProgress(`Parley is ready at ${toBaseUrl(env)}`);
  if (facts) announceDemo(env.PARLEY_DATA_DIR, toBaseUrl(env), facts);
}

async function prepareDatabase(env: Env): Promise<string> {
  const url = env.DATABASE_URL ?? (await startEmbedded(env));
  const directUrl = env.PARLEY_DATABASE_DIRECT_URL ?? url;
  if (env.DATABASE_URL) await requireConnection(url, { isPooled: directUrl !== url });
  const applied = await migrateDatabase(directUrl, MIGRATIONS);
  if (applied.length > 0) reportProgress(`applied ${applied.length} migrations`);
  return url;
}

async function startEmbedded(env: Env): Promise<string> {
  const home = path.resolve(env.PARLEY_DATA_DIR, 'postgres');
  const postgres = await openEmbeddedPostgres({ home, durable: true, log: reportProgress });
  closers.push(postgres.stop);
  reportProgress(`PostgreSQL runs on ${env.PARLEY_DATA_DIR}/postgres`);
  return postgres.url('parley');
}

async function prepareConsole(env: Env): Promise<Console | null> {
  if (!env.PARLEY_ROLES.includes('console')) return null;
  const { default: next } = await import('next');
  const web = next({
    dev: isDevelopment,
    // Next listens for upgrades on the server it is given, else on ours, which then ignores none (upgrades/ignored).
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
 * The public APIs go straight to their app, which is many times faster than through Next's routing. Whatever its roles,
 * a process answers those who run it.
 */
function route(container: Container, web: Console | null): Handler {
  const { PARLEY_ROLES, PARLEY_TRUST_PROXY } = container.env;
  const servesApi = PARLEY_ROLES.includes('api');
  const { fetch } = servesApi ? createPublicApp(container) : container.operations;
  const direct = createNodeListener(fetch, { trustProxy: PARLEY_TRUST_PROXY });
  if (!web) return direct;
  return (request, response) => {
    const target = request.url ?? '';
    if (isOperationsTarget(target) || (servesApi && isPublicTarget(target))) return direct(request, response);
    if (!isReadableRequest(request)) return response.writeHead(400).end('Bad Request');
    if (!PARLEY_TRUST_PROXY) noteAddress(request);
    guardPage({ request, response }, { isDevelopment });
    sendContinue(request);
    return web.handle(request, response);
  };
}

async function stop(): Promise<void> {
  stopping.abort();
  for (const close of closers.splice(0).reverse()) await close();
}

async function stopAndExit(): Promise<void> {
  if (leaving.signal.aborted) process.exit(130);
  leaving.abort();
  reportProgress('stopping');
  const { PARLEY_DRAIN_SECONDS, PARLEY_STOP_DELAY_SECONDS } = readEnv(process.env);
  await pause(PARLEY_STOP_DELAY_SECONDS * 1000);
  setTimeout(() => process.exit(1), PARLEY_DRAIN_SECONDS * 1000 + CLOSE_LIMIT_MS).unref();
  await stop();
  reportProgress('stopped');
  process.exit(0);
}

async function failAndExit(error: unknown): Promise<void> {
  process.stderr.write(`${isStartError(error) ? error.message : toText(error)}\n`);
  await stop().catch(() => undefined);
  process.exit(1);
}

function toText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void stopAndExit().catch(failAndExit));
start().catch(failAndExit);
