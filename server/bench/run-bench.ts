/*
 * `npm run bench`: echo turns over HTTP on the built server, through the direct mount and through Next, each round beside
 * the floor on the same database. BENCH_SECONDS (5) and BENCH_ROUNDS (3) change how long it takes. Exits with 1 when any
 * request failed or none was answered: a run in which nothing worked is no measurement.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { openEmbeddedPostgres } from '@/server/db/embedded';
import { serveFloor } from './floor';
import { type Measure, runLoad, type Target } from './load';
import { type Running, startFloor, startServer } from './processes';
import { type Row, toTable } from './table';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const CONCURRENCIES = [1, 8, 32];
const WARM_UP_SECONDS = 3;
const SERVER = '.build/server.mjs';
const POOL_SIZE = 10;

type Demo = { orgId: string; apiKey: string; flows: Record<string, string> };

const folder = path.join(tmpdir(), `parley-bench-${process.pid}`);
const closers: (() => Promise<void>)[] = [];

async function runBench(): Promise<boolean> {
  if (!existsSync(SERVER)) throw new Error('Run `npm run build` first.');
  mkdirSync(folder, { recursive: true });
  const postgres = await openEmbeddedPostgres({
    home: path.join(folder, 'postgres'),
    durable: true,
    log: say,
  });
  closers.push(postgres.stop);
  const env = {
    DATABASE_URL: postgres.url('parley'),
    PARLEY_DATA_DIR: folder,
    PARLEY_RATE_LIMIT_PER_MINUTE: '100000000',
    PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: '100000000',
    PARLEY_DATABASE_POOL: String(POOL_SIZE),
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  };
  const direct = await keep(startServer(SERVER, { ...env, PARLEY_ROLES: 'api,console,worker' }));
  const demo: Demo = JSON.parse(readFileSync(path.join(folder, 'demo.json'), 'utf8'));
  const next = await keep(startServer(SERVER, { ...env, PARLEY_ROLES: 'console' }));
  const floor = await keep(
    startFloor({ databaseUrl: env.DATABASE_URL, orgId: demo.orgId, poolSize: POOL_SIZE }),
  );
  const targets = {
    floor: toTarget('floor', floor, demo),
    direct: toTarget('direct mount', direct, demo),
    next: toTarget('Next mount', next, demo),
  };
  const rows = await measureAll(targets, (count) => startSessions(direct, demo, count));
  say(
    `\n${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}, ${ROUNDS} rounds of ${SECONDS} s\n`,
  );
  say(toTable(rows));
  return rows.every(({ runs }) => runs.every(({ answered, failed }) => answered > 0 && failed === 0));
}

type Targets = { floor: Target; direct: Target; next: Target };

async function measureAll(targets: Targets, start: (count: number) => Promise<string[]>): Promise<Row[]> {
  for (const target of Object.values(targets)) await runLoad(target, await start(8), WARM_UP_SECONDS);
  const rows: Row[] = [];
  for (const concurrency of CONCURRENCIES) {
    const runs: Record<keyof Targets, Measure[]> = { floor: [], direct: [], next: [] };
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`${concurrency} at once, round ${round} of ${ROUNDS}`);
      runs.floor.push(await runLoad(targets.floor, await start(concurrency), SECONDS));
      runs.direct.push(await runLoad(targets.direct, await start(concurrency), SECONDS));
      runs.next.push(await runLoad(targets.next, await start(concurrency), SECONDS));
    }
    for (const key of ['floor', 'direct', 'next'] as const) {
      rows.push({ name: targets[key].name, concurrency, runs: runs[key], floor: runs.floor });
    }
  }
  return rows;
}

function toTarget(name: string, { port }: Running, { orgId, apiKey }: Demo): Target {
  return {
    name,
    urlOf: (sessionId) =>
      `http://127.0.0.1:${port}/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}/messages`,
    headers: { authorization: `Bearer ${apiKey}` },
  };
}

async function startSessions(
  { port }: Running,
  { orgId, apiKey, flows }: Demo,
  count: number,
): Promise<string[]> {
  const url = `http://127.0.0.1:${port}/cgw/process/v1/orgs/${orgId}/flows/${flows.echo}/sessions`;
  const ids: string[] = [];
  while (ids.length < count) {
    const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${apiKey}` } });
    const { sessionId } = (await response.json()) as { sessionId: string };
    ids.push(sessionId);
  }
  return ids;
}

async function keep(starting: Promise<Running>): Promise<Running> {
  const running = await starting;
  closers.push(running.stop);
  return running;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function runAndClose(): Promise<void> {
  try {
    process.exitCode = (await runBench()) ? 0 : 1;
  } finally {
    for (const close of closers.reverse()) await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const [role, settings = ''] = process.argv.slice(2);
if (role === 'floor') serveFloor(JSON.parse(settings));
else await runAndClose();
