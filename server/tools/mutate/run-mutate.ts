/*
 * Measures the tests: changes the code in one small way after another, and counts the changes that no test notices.
 *
 *   npm run mutate [area...] [-- --only=server/engine/text] [-- --shard=3/20] [-- --workers=1] [-- --goal=80] [-- --fixed] [-- --keep]
 *
 * Each area has to reach the goal, in percent. `ignore-rules.mjs` says which code is left as it is. `--fixed` leaves out the tests of
 * random cases, which take long and notice other changes in each run. Reports with every change are in .build/reports/mutation;
 * `--keep` writes the scores to server/bench/RESULTS.md.
 */
import { availableParallelism } from 'node:os';
import { keepResult } from '@/server/bench/keep-result';
import { chooseNamed } from '../choose-named';
import { AREAS, type Area } from './areas';
import { chooseShard, listSources, parseShard } from './choose-files';
import { mutateFiles } from './mutate-files';
import { type MutationScore, toScore } from './mutation-score';

const REPORTS = '.build/reports/mutation';
const GOAL_PERCENT = 85;
const MOST_WORKERS = 4;

type Settings = {
  areas: readonly Area[];
  only: string;
  shard: string;
  workers: number;
  goal: number;
  withRandomTests: boolean;
  keep: boolean;
};
type Measured = MutationScore & { area: string; files: number; minutes: number };

function parseSettings(args: readonly string[]): Settings {
  const read = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1];
  return {
    areas: chooseNamed(
      AREAS,
      args.filter((arg) => !arg.startsWith('--')),
    ),
    only: read('only') ?? '',
    shard: read('shard') ?? '1/1',
    workers: Number(read('workers') ?? Math.min(availableParallelism(), MOST_WORKERS)),
    goal: Number(read('goal') ?? GOAL_PERCENT),
    withRandomTests: !args.includes('--fixed'),
    keep: args.includes('--keep'),
  };
}

async function measure(area: Area, settings: Settings): Promise<Measured> {
  const { only, shard, workers, withRandomTests } = settings;
  const startedAt = Date.now();
  const sources = listSources(process.cwd(), area.folder).filter((file) => file.startsWith(only));
  const files = chooseShard(sources, parseShard(shard));
  const options = { files, workers, reports: REPORTS, withRandomTests };
  const mutants = files.length === 0 ? [] : await mutateFiles(area, options);
  const minutes = (Date.now() - startedAt) / 60_000;
  return { ...toScore(mutants), area: area.name, files: files.length, minutes };
}

function toTable(measured: readonly Measured[], goal: number): string {
  const rows = measured.map(
    ({ area, files, detected, survived, uncovered, ignored, percent, minutes }) =>
      `| ${area} | ${files} | ${detected} | ${survived} | ${uncovered} | ${ignored} | ${percent.toFixed(1)} % | ${goal} %, ${percent >= goal ? 'met' : 'missed'} | ${minutes.toFixed(1)} |`,
  );
  return [
    '| area | files | detected | survived | not run | left out | score | goal | minutes |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

async function run(args: readonly string[]): Promise<boolean> {
  const settings = parseSettings(args);
  const measured: Measured[] = [];
  for (const area of settings.areas) measured.push(await measure(area, settings));
  const table = toTable(measured, settings.goal);
  console.log(table);
  const tests = settings.withRandomTests ? '' : ', without the tests of random cases';
  const how = `shard ${settings.shard} of ${settings.only || "each area's files"}${tests}, ${settings.workers} workers; mutants of module scope and of ignore-rules.mjs left out`;
  if (settings.keep) keepResult({ name: 'Mutation score', how, table });
  return measured.every(({ percent }) => percent >= settings.goal);
}

run(process.argv.slice(2))
  .then((passed) => process.exit(passed ? 0 : 1))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
