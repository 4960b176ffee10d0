/* Measures how long a replay of many stored sessions takes, and how much memory. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDatabase } from '@/server/db/connection/client';
import { chooseCover } from '@/server/engine/replay/minimize';
import { REGIONAL_RULES } from '@/server/gateways/regional-rules';
import type { ServiceContext } from '@/server/services/context';
import { readPinnedFlows } from '@/server/services/replay/replay-flows';
import { replaySessions } from '@/server/services/replay/replay-sessions';
import type { ReplayResult, ReplayTask } from '@/server/services/replay/replay-task';
import { sendInput } from '@/server/services/session/send-input';
import { startSession } from '@/server/services/session/start-session';
import { openTestHttpServer, sendJson } from '@/server/tools/test/http-server';
import { actIn, addFlow, openTestPlatform } from '@/server/tools/test/platform';
import type { BenchEnv } from './bench-env';
import { copySessions } from './copy-sessions';
import { changeServiceFlow, toAnswers, toServiceFlow } from './replay-flow';

export type ReplayOptions = { sessions: number; say: (line: string) => void };

const THREAD = path.resolve('.build/replay-thread.mjs');
/** Sessions that are really held; the others are copies of them. */
const REAL = 200;
/** The processor time of 10,000 sessions: 5 s on two cores. */
const LIMIT_MS = 10_000;
const LIMIT_MIB = 300;
const SAMPLE_MS = 20;
const MIB = 2 ** 20;

/** Replays `sessions` stored sessions; throws above the limits of time and memory, and where an exact replay differs. */
export async function measureReplay(testEnv: BenchEnv, { sessions, say }: ReplayOptions): Promise<string> {
  if (!existsSync(THREAD)) throw new Error('Run `npm run build` first.');
  const { databaseUrl, demo } = testEnv;
  const platform = openTestPlatform(databaseUrl, { replayThread: pathToFileURL(THREAD) });
  const server = await openTestHttpServer(({ path }, response) =>
    path.startsWith('/order')
      ? sendJson(response, 200, { state: 'on its way' })
      : sendJson(response, 503, {}),
  );
  try {
    const ctx = actIn(platform, demo.orgId);
    const flow = toServiceFlow(server.url);
    const { flowId, slug } = await addFlow(platform.db, demo.orgId, flow);
    for (let n = 0; n < REAL; n += 1) await hold(ctx, flowId, toAnswers(n));
    const slow = openDatabase(databaseUrl, { poolSize: 1, statementTimeoutMs: 600_000 });
    await copySessions(slow.pool, { flowId, times: Math.ceil(sessions / REAL) });
    await slow.close();
    say(`${sessions} sessions are stored`);
    const draft = await readPinnedFlows(ctx, demo.orgId, {
      slug,
      links: {},
      definition: JSON.parse(JSON.stringify(changeServiceFlow(flow))),
    });
    const tasks: [string, ReplayTask][] = [
      ['exact, compared with what was stored', { type: 'verify', rules: REGIONAL_RULES }],
      ['what-if on a draft', { type: 'compare', draft }],
      ['distilled', { type: 'exits' }],
    ];
    const rows: string[] = [];
    for (const [name, task] of tasks)
      rows.push(await measureTask(ctx, { name, task, flowId, sessions, say }));
    return [
      '| replay | sessions | turns | s | processor s | µs a turn | MiB before + added | result |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  } finally {
    await server.close();
    await platform.close();
  }
}

async function hold(ctx: ServiceContext, flowId: string, answers: readonly string[]): Promise<void> {
  const { session } = await startSession(ctx, { flowId });
  for (const text of answers) await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text } });
}

type Measured = { name: string; task: ReplayTask; flowId: string } & ReplayOptions;

async function measureTask(
  ctx: ServiceContext,
  { name, task, flowId, sessions, say }: Measured,
): Promise<string> {
  const results: ReplayResult[] = [];
  const before = process.memoryUsage().rss;
  let peak = before;
  const sample = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, SAMPLE_MS);
  const from = performance.now();
  const used = process.cpuUsage();
  const { replayed } = await replaySessions(ctx, {
    ...{ task, sessions: { most: sessions, flowId }, onResult: (result) => results.push(result) },
  }).finally(() => clearInterval(sample));
  const outcome = describeResults(results);
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(used);
  const cpuMs = (user + system) / 1000;
  const turns = results.reduce((sum, result) => sum + result.turns, 0);
  say(`${name}: ${toSeconds(ms)} s, ${toSeconds(cpuMs)} s of processor, ${outcome}`);
  if (replayed !== sessions) throw new Error(`${replayed} of ${sessions} sessions were replayed.`);
  if (cpuMs > (LIMIT_MS * sessions) / 10_000)
    throw new Error(`${name} took ${Math.round(cpuMs)} ms of processor time.`);
  const added = Math.round((peak - before) / MIB);
  if (added > LIMIT_MIB) throw new Error(`${name} took ${added} MiB.`);
  const perTurn = Math.round((cpuMs * 1000) / turns);
  const cells = [
    name,
    replayed,
    turns,
    toSeconds(ms),
    toSeconds(cpuMs),
    perTurn,
    `${Math.round(before / MIB)} + ${added}`,
    outcome,
  ];
  return `| ${cells.join(' | ')} |`;
}

function toSeconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

/** Counts the results; throws where an exact replay differs. */
function describeResults(results: readonly ReplayResult[]): string {
  const covers = results.flatMap((result) =>
    result.type === 'exits' ? [{ item: result.sessionId, exits: result.exits, cost: result.turns }] : [],
  );
  if (covers.length > 0) return `${chooseCover(covers).length} sessions pass every exit`;
  const counts = new Map<string, number>();
  for (const result of results) {
    if (result.type === 'verified' && result.mismatch) throw new Error(JSON.stringify(result));
    const kind = result.type === 'compared' ? result.comparison.verdict : result.type;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `${count} ${kind.replace('_', ' ')}`).join(', ');
}
