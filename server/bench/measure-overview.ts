/*
 * `node server/tools/run-tool.mjs server/bench/measure-overview.ts`: how long Home's questions take with 100,000 sessions,
 * 200,000 deliveries and 30 days of minute counts in the database; then the plan of each statement. A fresh database is
 * made and thrown away. Exits with 1 when any answer takes 100 ms or more in the median.
 */
import { migrateDatabase } from '@/server/db/migrate/migrate';
import type { ServiceContext } from '@/server/services/context';
import { getMetrics, type MetricsRange } from '@/server/services/metrics/get-metrics';
import { MEASURES } from '@/server/services/metrics/metrics';
import { getOverview } from '@/server/services/organization/get-overview';
import { actIn, addFlow, addOrganization, openTestPlatform } from '@/server/tools/test/platform';
import { withScratchDatabase } from '@/server/tools/test/scratch-database';
import { fillOverview } from './fill-overview';
import { median } from './table';

const ROUNDS = 25;
const AIM_MS = 100;
const RANGES: readonly MetricsRange[] = ['hour', 'day', 'week', 'month'];

type Question = { name: string; ask: (ctx: ServiceContext) => Promise<unknown> };

const QUESTIONS: readonly Question[] = [
  { name: 'overview', ask: getOverview },
  ...RANGES.map((range) => ({
    name: `metrics, ${range}`,
    ask: (ctx: ServiceContext) => getMetrics(ctx, { range }),
  })),
];

type Asked = { text: string; values: unknown[] };

async function measure(url: string): Promise<boolean> {
  await migrateDatabase(url, 'prisma/migrations');
  const platform = openTestPlatform(url, { poolSize: 10 });
  try {
    const ctx = await fill(platform);
    const medians: number[] = [];
    for (const question of QUESTIONS) medians.push(await timeQuestion(ctx, question));
    for (const asked of await recordStatements(ctx)) await printPlan(ctx, asked);
    return medians.every((ms) => ms < AIM_MS);
  } finally {
    await platform.close();
  }
}

async function fill(platform: ReturnType<typeof openTestPlatform>): Promise<ServiceContext> {
  const { db, ids } = platform;
  const orgId = await addOrganization(db);
  const flow = await addFlow(db, orgId, { start: 'end', nodes: [{ id: 'end', kind: 'end' }] } as never);
  const channelId = ids.uuid(Date.now());
  await db.prisma.channel.create({ data: { orgId, id: channelId, kind: 'flowrest', name: 'Shop' } });
  await fillOverview(db.pool, { orgId, ...flow, channelId }, MEASURES);
  return actIn(platform, orgId);
}

async function timeQuestion(ctx: ServiceContext, { name, ask }: Question): Promise<number> {
  await ask(ctx);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await ask(ctx);
    times.push(performance.now() - start);
  }
  const [least, middle, most] = [Math.min(...times), median(times), Math.max(...times)];
  console.log(
    `${name.padEnd(16)} least ${least.toFixed(1)} ms, median ${middle.toFixed(1)} ms, most ${most.toFixed(1)} ms`,
  );
  return middle;
}

/** Lists the statements behind the queries, with their values. */
async function recordStatements(ctx: ServiceContext): Promise<Asked[]> {
  const asked = new Map<string, Asked>();
  const { pool } = ctx.db;
  const recorder = Object.create(pool, {
    query: {
      value: (config: Asked) => {
        asked.set(config.text + JSON.stringify(config.values), config);
        return pool.query(config);
      },
    },
  });
  const recording = { ...ctx, db: { ...ctx.db, pool: recorder } };
  for (const { ask } of QUESTIONS) await ask(recording);
  return [...asked.values()];
}

async function printPlan({ db }: ServiceContext, { text, values }: Asked): Promise<void> {
  const { rows } = await db.pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS) ${text}`,
    values,
  );
  console.log(`\n${text}\n-- ${JSON.stringify(values)}`);
  for (const row of rows) console.log(`  ${row['QUERY PLAN']}`);
}

await withScratchDatabase(async (url) => {
  process.exitCode = (await measure(url)) ? 0 : 1;
});
