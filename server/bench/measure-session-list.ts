/*
 * `node server/tools/run-tool.mjs server/bench/measure-session-list.ts` measures the first page of the session list
 * with 100,000 sessions, for every filter, with its plan. BENCH_SESSIONS changes the number; BENCH_PLANS=1 prints
 * complete plans. Exits with 1 when a page takes 200 ms or more.
 */
import { openDatabase } from '@/server/db/connection/client';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { buildSessionList } from '@/server/db/session/list';
import type { SessionListing } from '@/server/db/session/list-places';
import { type ListSessions, listSessions } from '@/server/services/session/list-sessions';
import { actIn, openTestPlatform } from '@/server/tools/test/platform';
import { openScratchPostgres } from '@/server/tools/test/scratch-database';
import { type Filled, fillSessions } from './fill-sessions';

const COUNT = Number(process.env.BENCH_SESSIONS ?? 100_000);
const WHOLE_PLANS = process.env.BENCH_PLANS === '1';
const LIMIT = 50;
const RUNS = 11;
const LIMIT_MS = 200;

type Case = { name: string; input: Omit<ListSessions, 'limit'> };

function toCases({ flowIds: [flowId = ''], channelId, someSessionId }: Filled): Case[] {
  return [
    { name: 'everything', input: {} },
    { name: 'failed', input: { status: ['failed'] } },
    { name: 'awaiting a transfer or failed', input: { status: ['awaiting_transfer', 'failed'] } },
    { name: 'running (none)', input: { status: ['running'] } },
    { name: 'one flow', input: { flowId } },
    { name: 'one flow, failed', input: { flowId, status: ['failed'] } },
    { name: 'channel "kiosk"', input: { channel: 'kiosk' } },
    { name: 'channel "nobody"', input: { channel: 'nobody' } },
    { name: 'a channel of ours', input: { channel: channelId } },
    { name: 'a channel of ours, failed', input: { channel: channelId, status: ['failed'] } },
    { name: 'without test sessions', input: { isTest: false } },
    { name: 'only test sessions', input: { isTest: true } },
    { name: 'waiting for people', input: { waiting: true } },
    { name: 'search: id', input: { search: someSessionId } },
    { name: 'search: external id', input: { search: `order-${COUNT - 1}` } },
    { name: 'search: thread', input: { search: `thread-${COUNT / 5}` } },
    { name: 'search: text of many', input: { search: 'neither short' } },
    { name: 'search: text of none', input: { search: 'text of no message' } },
  ];
}

async function measure(): Promise<boolean> {
  const postgres = await openScratchPostgres();
  const url = postgres.url('parley');
  await migrateDatabase(url, 'prisma/migrations');
  const platform = openTestPlatform(url);
  try {
    const slow = openDatabase(url, { poolSize: 1, statementTimeoutMs: 600_000 });
    const filled = await fillSessions(slow.pool, COUNT);
    await slow.pool.query('VACUUM');
    await slow.close();
    console.log(`${COUNT.toLocaleString('en')} sessions, first page of ${LIMIT}, ${RUNS} runs each, in ms\n`);
    let isQuick = true;
    for (const { name, input } of toCases(filled)) {
      const times = await time(() => listSessions(actIn(platform, filled.orgId), { ...input, limit: LIMIT }));
      isQuick &&= times.slowest < LIMIT_MS;
      console.log(
        `${name.padEnd(32)} first ${format(times.first)}  median ${format(times.median)}  slowest ${format(times.slowest)}`,
      );
      if (input.search === undefined) await explain(platform.db.pool, filled.orgId, input);
    }
    return isQuick;
  } finally {
    await platform.close();
    await postgres.stop();
  }
}

async function time(work: () => Promise<unknown>) {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { first: times[0] ?? 0, median: sorted[Math.floor(RUNS / 2)] ?? 0, slowest: sorted.at(-1) ?? 0 };
}

type Pool = Parameters<typeof fillSessions>[0];

async function explain(pool: Pool, orgId: string, { channel, ...filter }: Case['input']): Promise<void> {
  const isOurs = channel?.includes('-');
  const listing: SessionListing = {
    ...filter,
    ...(channel !== undefined && (isOurs ? { channelId: channel } : { channel })),
    orgId,
    after: null,
    until: null,
    search: null,
    take: LIMIT + 1,
  };
  const { sql: text, parameters } = buildSessionList(listing).compile();
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, [
    ...parameters,
  ]);
  const lines = rows.map((row) => row['QUERY PLAN']);
  const shown = WHOLE_PLANS
    ? lines
    : lines.filter((line) => /on sessions s|Removed by|^Execution/.test(line));
  console.log(shown.map((line) => `    ${line.trim()}`).join('\n'));
}

function format(ms: number): string {
  return ms.toFixed(1).padStart(6);
}

process.exitCode = (await measure()) ? 0 : 1;
