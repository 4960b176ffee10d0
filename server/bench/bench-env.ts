/* The environment of the benchmark: a PostgreSQL with durable commits, servers, the baseline, and flows. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { openEmbeddedPostgres } from '@/server/db/embedded/embedded';
import type { JsonObject } from '@/server/engine/json';
import { toConversation, toRing, toTwenty } from './flows';
import { type RoleProcess, type Running, startRole, startServer } from './processes';
import type { Step } from './step';
import type { Target } from './target';

type Made = { id?: string; sessionId?: string; channel?: { id: string } };

type Demo = { orgId: string; apiKey: string; flows: Record<string, string> };

export type BenchEnv = {
  databaseUrl: string;
  demo: Demo;
  flows: { echo: string; small: string; twenty: string; large: string; conversation: string };
  channelId: string;
  /** A session of the echo flow without messages; initially the only session. */
  likeId: string;
  server: Running;
  /** Starts another server with these roles on the same database. */
  startServer(roles: string): Promise<Running>;
  /** Opens the same environment on a new database of the same PostgreSQL. */
  openBeside(name: string): Promise<BenchEnv>;
  /** Creates an empty database in the same PostgreSQL and returns its URL. */
  createDatabase(name: string): Promise<string>;
  /** Starts this program in another role. */
  startRole(role: string, options: object): Promise<RoleProcess>;
  startBaseline(): Promise<Running>;
  toTarget(name: string, ...servers: Running[]): Target;
  /** Starts a session and returns its id. */
  begin(flowId: string): Promise<string>;
  send(step: Step): Promise<Made>;
  close(): Promise<void>;
};

const SERVER = '.build/server.mjs';
export const POOL_SIZE = 10;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const INTERRUPTED = 130;
const NO_LIMIT = '100000000';

/** Opens the benchmark environment with one API process; `close` closes everything, also after a failure. */
export async function openBenchEnv(say: (line: string) => void): Promise<BenchEnv> {
  if (!existsSync(SERVER)) throw new Error('Run `npm run build` first.');
  const folder = path.join(tmpdir(), `parley-bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const closers: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  closers.push(onSignal(() => close().finally(() => process.exit(INTERRUPTED))));
  try {
    const home = path.join(folder, 'postgres');
    const postgres = await openEmbeddedPostgres({ home, durable: true, log: say });
    closers.push(postgres.stop);
    const urlOf = (name: string) => postgres.url(name);
    return await fill({ urlOf, name: 'parley', folder, closers, close });
  } catch (error) {
    await close();
    throw error;
  }
}

// A process left running would disturb the next run.
function onSignal(stop: () => Promise<void>): () => Promise<void> {
  const onExit = (): void => void stop();
  for (const signal of SIGNALS) process.once(signal, onExit);
  return async () => {
    for (const signal of SIGNALS) process.off(signal, onExit);
  };
}

type Bare = {
  urlOf: (database: string) => string;
  name: string;
  folder: string;
  closers: (() => Promise<void>)[];
  close: () => Promise<void>;
};

async function fill(bare: Bare): Promise<BenchEnv> {
  const { urlOf, name, closers, close } = bare;
  const folder = path.join(bare.folder, name);
  mkdirSync(folder);
  const databaseUrl = urlOf(name);
  const keep = async (starting: Promise<Running>): Promise<Running> => {
    const running = await starting;
    closers.push(running.stop);
    return running;
  };
  const env = toEnv(databaseUrl, folder);
  const server = await keep(startServer(SERVER, { ...env, PARLEY_ROLES: 'api' }));
  const demo: Demo = JSON.parse(readFileSync(path.join(folder, 'demo.json'), 'utf8'));
  const call = (method: string, route: string, body?: object) => request(server, demo, method, route, body);
  const begin = async (flowId: string): Promise<string> => {
    const made = await call('POST', `/cgw/process/v1/orgs/${demo.orgId}/flows/${flowId}/sessions`);
    return made.sessionId ?? '';
  };
  const manage = (route: string, body: object) => call('POST', `/api/v1/orgs/${demo.orgId}${route}`, body);
  const flows = {
    echo: demo.flows.echo ?? '',
    small: await publish(manage, toRing('bench-small', 4)),
    twenty: await publish(manage, toTwenty()),
    large: await publish(manage, toRing('bench-large', 300)),
    conversation: await publish(manage, toConversation()),
  };
  const channelId = await addChannel(manage, flows.echo);
  const likeId = await begin(flows.echo);
  const baseline = { databaseUrl, orgId: demo.orgId, poolSize: POOL_SIZE, likeId, channelId };
  return {
    databaseUrl,
    demo,
    flows,
    channelId,
    likeId,
    server,
    startServer: (roles) => keep(startServer(SERVER, { ...env, PARLEY_ROLES: roles })),
    openBeside: async (other) => {
      await createDatabase(databaseUrl, other);
      return fill({ ...bare, name: other });
    },
    createDatabase: async (other) => {
      await createDatabase(databaseUrl, other);
      return urlOf(other);
    },
    startRole: async (role, options) => {
      const running = await startRole(role, options);
      closers.push(running.stop);
      return running;
    },
    startBaseline: () => keep(startRole('baseline', baseline)),
    toTarget: (called, ...servers) => ({
      name: called,
      ports: servers.map(({ port }) => port),
      apiKey: demo.apiKey,
    }),
    begin,
    send: ({ method, path: toPath, body }) => call(method, toPath({}), body),
    close,
  };
}

function toEnv(databaseUrl: string, folder: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PARLEY_DATA_DIR: folder,
    PARLEY_RATE_LIMIT_PER_MINUTE: NO_LIMIT,
    PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: NO_LIMIT,
    PARLEY_DATABASE_POOL: String(POOL_SIZE),
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  };
}

async function request(
  { port }: Running,
  { apiKey }: Demo,
  method: string,
  route: string,
  body?: object,
): Promise<Made> {
  const response = await fetch(`http://127.0.0.1:${port}${route}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Made;
}

async function createDatabase(databaseUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
}

type Manage = (route: string, body: object) => Promise<Made>;

async function publish(manage: Manage, file: JsonObject): Promise<string> {
  const { id = '' } = await manage('/flows/import', { file });
  await manage(`/flows/${id}/publish`, {});
  return id;
}

// Nothing listens there and no worker runs: the benchmark measures turns that write webhooks.
const NOBODY = 'http://127.0.0.1:9/webhooks';

async function addChannel(manage: Manage, flowId: string): Promise<string> {
  const { id: roomId = '' } = await manage('/rooms', { name: 'Bench', mode: 'flow', flowId });
  const { channel } = await manage('/channels', {
    kind: 'umi',
    name: 'Bench',
    label: 'email',
    roomId,
    webhookUrl: NOBODY,
    maxRetryCount: 3,
  });
  return channel?.id ?? '';
}
