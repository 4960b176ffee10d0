/*
 * Requests over HTTP beside the baseline, round by round: the direct mount, Next's, and two processes beside two
 * baselines. Each runs as fast as it is answered; cases with a latency goal also run at a fixed rate, a share of the
 * baseline's capacity, because beyond it a latency only measures the queue.
 */

import type { BenchEnv } from './bench-env';
import { type Measure, runLoad } from './load';
import { runPaced } from './paced-load';
import { CASES, type Case } from './script';
import type { Script } from './step';
import { DIRECT, MOST_P99, median, PACED, type Row, toTable } from './table';
import type { Target } from './target';

export type SpeedOptions = {
  seconds: number;
  rounds: number;
  /** The case to measure, by the beginning of its name; default: all. */
  only: string;
  say: (line: string) => void;
};

// Warm-up time, until the code is optimized.
const WARM_UP_SECONDS = 8;
const CONCURRENCIES = [1, 8, 32, 128];
const PACED_SHARE = 0.4;

/** A case: its concurrencies, and its targets beside the same baseline. */
type Plan = {
  asked: Case;
  concurrencies: readonly number[];
  baseline: Target;
  others: readonly Target[];
  /** The targets that are also measured paced. */
  paced: readonly Target[];
};

/** Measures every case and returns the table; throws when a request failed or none was answered. */
export async function measureSpeed(testEnv: BenchEnv, options: SpeedOptions): Promise<string> {
  const rows: Row[] = [];
  const plans = (await toPlans(testEnv)).filter(({ asked }) => asked.name.startsWith(options.only));
  for (const plan of plans) rows.push(...(await runPlan(testEnv, plan, options)));
  const bad = rows.filter(({ runs }) => runs.some(({ answered, failed }) => answered === 0 || failed > 0));
  if (bad.length === 0) return toTable(rows);
  throw new Error(`Some requests were not answered:\n${toTable(bad)}`);
}

async function toPlans(testEnv: BenchEnv): Promise<Plan[]> {
  const [second, next] = [await testEnv.startServer('api'), await testEnv.startServer('console')];
  const baselines = [await testEnv.startBaseline(), await testEnv.startBaseline()] as const;
  const baseline = testEnv.toTarget('baseline', baselines[0]);
  const direct = testEnv.toTarget(DIRECT, testEnv.server);
  const others = [direct, testEnv.toTarget('Next mount', next)];
  const twoBaselines = testEnv.toTarget('two baselines', ...baselines);
  const twoProcesses = testEnv.toTarget('two processes', testEnv.server, second);
  return CASES.flatMap((asked) => [
    { asked, concurrencies: CONCURRENCIES, baseline, others, paced: [baseline, direct] },
    {
      asked,
      concurrencies: CONCURRENCIES.slice(1),
      baseline: twoBaselines,
      others: [twoProcesses],
      paced: [],
    },
  ]);
}

async function runPlan(testEnv: BenchEnv, plan: Plan, options: SpeedOptions): Promise<Row[]> {
  const { asked, concurrencies, baseline, others, paced } = plan;
  for (const target of [baseline, ...others])
    await runLoad(target, await scriptsOf(testEnv, asked, 8), WARM_UP_SECONDS);
  const rows: Row[] = [];
  for (const concurrency of concurrencies) {
    const scripts = () => scriptsOf(testEnv, asked, concurrency);
    const fast = await runRounds(
      plan,
      { concurrency, targets: [baseline, ...others], ...options },
      async (target) => runLoad(target, await scripts(), options.seconds),
    );
    rows.push(...fast);
    if (MOST_P99[concurrency] === undefined || paced.length === 0) continue;
    const perSecond = PACED_SHARE * median((fast[0]?.runs ?? []).map((run) => run.perSecond));
    const slow = await runRounds(plan, { concurrency, targets: paced, ...options }, async (target) =>
      runPaced(target, await scripts(), { seconds: options.seconds, perSecond }),
    );
    rows.push(...slow.map((row) => ({ ...row, name: `${row.name}${PACED}` })));
  }
  return rows;
}

type Rounds = {
  concurrency: number;
  targets: readonly Target[];
  rounds: number;
  say: (line: string) => void;
};

/** Measures each target once per round; the first is the baseline of the others. */
async function runRounds(
  { asked }: Plan,
  { concurrency, targets, rounds, say }: Rounds,
  measure: (target: Target) => Promise<Measure>,
): Promise<Row[]> {
  const runs = new Map<Target, Measure[]>(targets.map((target) => [target, []]));
  for (let round = 1; round <= rounds; round += 1) {
    say(`${asked.name}, ${concurrency} at once, round ${round} of ${rounds}`);
    for (const [target, measures] of runs) measures.push(await measure(target));
  }
  const [baseline = []] = runs.values();
  const what = `${asked.name}, ${asked.unit}`;
  return [...runs].map(([{ name }, measures]) => ({ what, name, concurrency, runs: measures, baseline }));
}

function scriptsOf(testEnv: BenchEnv, asked: Case, concurrency: number): Promise<Script[]> {
  return Promise.all(Array.from({ length: concurrency }, () => asked.script(testEnv)));
}
