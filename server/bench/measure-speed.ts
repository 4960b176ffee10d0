/* Requests over HTTP beside the floor, round by round: the direct mount, Next's, and two processes beside two floors. */
import { type Measure, runLoad, type Target } from './load';
import { CASES, type Case } from './script';
import type { Stage } from './stage';
import { type Row, toTable } from './table';

export type SpeedOptions = {
  seconds: number;
  rounds: number;
  /** The one case to measure, by the beginning of its name; all unless told. */
  only: string;
  say: (line: string) => void;
};

// A server runs for days: until its code is compiled for speed, it is another one.
const WARM_UP_SECONDS = 8;
const ALL = [1, 8, 32, 128];
const SOME = [8, 32];

/** What is measured at which concurrencies, and everything that is measured beside the same floor. */
type Plan = { asked: Case; concurrencies: readonly number[]; floor: Target; others: readonly Target[] };

/** Measures every case and returns its table; throws when a request failed or none was answered. */
export async function measureSpeed(stage: Stage, options: SpeedOptions): Promise<string> {
  const rows: Row[] = [];
  const plans = (await toPlans(stage)).filter(({ asked }) => asked.name.startsWith(options.only));
  for (const plan of plans) rows.push(...(await runPlan(stage, plan, options)));
  const bad = rows.filter(({ runs }) => runs.some(({ answered, failed }) => answered === 0 || failed > 0));
  if (bad.length === 0) return toTable(rows);
  throw new Error(`Not all was answered:\n${toTable(bad)}`);
}

async function toPlans(stage: Stage): Promise<Plan[]> {
  const [second, next] = [await stage.startServer('api'), await stage.startServer('console')];
  const floors = [await stage.startFloor(), await stage.startFloor()] as const;
  const floor = stage.toTarget('floor', floors[0]);
  const direct = stage.toTarget('direct mount', stage.server);
  const others = [direct, stage.toTarget('Next mount', next)];
  const [echo, ...rest] = CASES;
  if (!echo) return [];
  return [
    { asked: echo, concurrencies: ALL, floor, others },
    {
      asked: echo,
      concurrencies: ALL.slice(1),
      floor: stage.toTarget('two floors', ...floors),
      others: [stage.toTarget('two processes', stage.server, second)],
    },
    ...rest.map((asked) => ({ asked, concurrencies: SOME, floor, others: [direct] })),
  ];
}

async function runPlan(stage: Stage, plan: Plan, options: SpeedOptions): Promise<Row[]> {
  const { asked, concurrencies, floor, others } = plan;
  for (const target of [floor, ...others]) await run(stage, asked, target, 8, WARM_UP_SECONDS);
  const rows: Row[] = [];
  for (const concurrency of concurrencies) {
    const runs = new Map<Target, Measure[]>([floor, ...others].map((target) => [target, []]));
    for (let round = 1; round <= options.rounds; round += 1) {
      options.say(`${asked.name}, ${concurrency} at once, round ${round} of ${options.rounds}`);
      for (const [target, measures] of runs)
        measures.push(await run(stage, asked, target, concurrency, options.seconds));
    }
    for (const [{ name }, measures] of runs) {
      const beside = runs.get(floor) ?? [];
      rows.push({ what: `${asked.name}, ${asked.unit}`, name, concurrency, runs: measures, floor: beside });
    }
  }
  return rows;
}

async function run(
  stage: Stage,
  asked: Case,
  target: Target,
  concurrency: number,
  seconds: number,
): Promise<Measure> {
  const scripts = await Promise.all(Array.from({ length: concurrency }, () => asked.script(stage)));
  return runLoad(target, scripts, seconds);
}
