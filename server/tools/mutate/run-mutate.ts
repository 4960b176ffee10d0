/*
 * Measures the tests: changes the code in one small way after another, and counts the changes that no test notices.
 *
 *   npm run mutate [area...] [-- --seed=7] [-- --sample=500] [-- --workers=1] [-- --goal=80] [-- --keep]
 *   npm run mutate [area...] -- --all [--only=server/engine/text] [--shard=3/20]
 *
 * Tests a uniform random sample of the changes of each area, which the seed chooses; without `--seed` it is drawn, and printed. `--all`
 * tests every change, `--only` and `--shard` those in a folder or in a share of the files. Each area has to reach the goal, in percent.
 * `ignore-rules.mjs` says which code is left as it is. Tests of random cases try the same cases each time; those of random sessions are
 * left out (`repeat-random-cases.ts`). Reports with every change are in .build/reports/mutation; `--keep` writes the scores to
 * server/bench/RESULTS.md.
 */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { keepResult } from '@/server/bench/keep-result';
import { chooseNamed } from '../choose-named';
import { AREAS, type Area } from './areas';
import { chooseShard, listSources, parseShard } from './choose-files';
import { drawSample, listMutants } from './draw-sample';
import { mutateFiles } from './mutate-files';
import { type MutationScore, toInterval, toScore } from './mutation-score';

const REPORTS = '.build/reports/mutation';
const GOAL_PERCENT = 85;
const MOST_WORKERS = 4;
const SAMPLE_SIZE = 500;
const MOST_SEEDS = 1_000_000;

type Settings = {
  areas: readonly Area[];
  only: string;
  shard: string;
  workers: number;
  goal: number;
  /** The mutants of an area that are tested; null for all. */
  sample: { size: number; seed: string } | null;
  keep: boolean;
};
type Measured = MutationScore & { area: string; total: number; minutes: number };

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
    sample: args.includes('--all')
      ? null
      : { size: Number(read('sample') ?? SAMPLE_SIZE), seed: read('seed') ?? String(randomInt(MOST_SEEDS)) },
    keep: args.includes('--keep'),
  };
}

async function measure(area: Area, settings: Settings): Promise<Measured> {
  const { only, shard, workers } = settings;
  const startedAt = Date.now();
  const sources = listSources(process.cwd(), area.folder).filter((file) => file.startsWith(only));
  const files = chooseShard(sources, parseShard(shard));
  const listed = await listMutants(files);
  const sample = settings.sample && drawSample(listed, settings.sample);
  const mutants =
    listed.length === 0 ? [] : await mutateFiles(area, { files, sample, workers, reports: REPORTS });
  const minutes = (Date.now() - startedAt) / 60_000;
  return { ...toScore(mutants), area: area.name, total: listed.length, minutes };
}

function toTable(measured: readonly Measured[], goal: number): string {
  const rows = measured.map((each) => {
    const { area, total, detected, survived, uncovered, ignored, percent, minutes } = each;
    const { low, high } = toInterval(each);
    return `| ${area} | ${total} | ${detected} | ${survived} | ${uncovered} | ${ignored} | ${percent.toFixed(1)} % | ${low.toFixed(1)}–${high.toFixed(1)} % | ${goal} %, ${percent >= goal ? 'met' : 'missed'} | ${minutes.toFixed(1)} |`;
  });
  return [
    '| area | mutants | detected | survived | not run | left out | score | 95 % interval | goal | minutes |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function toHow({ sample, only, shard, workers }: Settings): string {
  const mutants = sample
    ? `uniform random samples of ${sample.size} mutants, seed ${sample.seed}`
    : 'every mutant';
  const files = only === '' && shard === '1/1' ? 'each area' : `shard ${shard} of ${only || 'each area'}`;
  return `${mutants} of ${files}; ${workers} workers; mutants of module scope and of ignore-rules.mjs left out`;
}

async function run(args: readonly string[]): Promise<boolean> {
  const settings = parseSettings(args);
  if (settings.sample) console.log(`seed ${settings.sample.seed}`);
  const measured: Measured[] = [];
  for (const area of settings.areas) measured.push(await measure(area, settings));
  const table = toTable(measured, settings.goal);
  console.log(table);
  if (settings.keep) keepResult({ name: 'Mutation score', how: toHow(settings), table });
  return measured.every(({ percent }) => percent >= settings.goal);
}

run(process.argv.slice(2))
  .then((passed) => process.exit(passed ? 0 : 1))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
