/*
 * Measures the tests: changes the code in one small way after another, and counts the changes that no test notices.
 *
 *   npm run mutate [area...] [-- --shard=3/20] [-- --keep]
 *
 * Each area has to reach GOAL_PERCENT. Reports with every change are in .build/reports/mutation; `--keep` writes the scores
 * to server/bench/RESULTS.md.
 */
import { keepResult } from '@/server/bench/keep-result';
import { chooseNamed } from '../choose-named';
import { AREAS, type Area } from './areas';
import { chooseShard, listSources, parseShard, type Shard } from './choose-files';
import { mutateFiles } from './mutate-files';
import { type MutationScore, toScore } from './mutation-score';

const REPORTS = '.build/reports/mutation';
const GOAL_PERCENT = 85;
const SHARD = '--shard=';

type Measured = MutationScore & { area: string; files: number };

async function measure(area: Area, shard: Shard): Promise<Measured> {
  const files = chooseShard(listSources(process.cwd(), area.folder), shard);
  const mutants = files.length === 0 ? [] : await mutateFiles(area, files, REPORTS);
  for (const { status, fileName, location, mutatorName, replacement } of mutants) {
    if (status === 'Survived' || status === 'NoCoverage')
      console.log(`${status} ${fileName}:${location.start.line} ${mutatorName} ${replacement ?? ''}`);
  }
  return { ...toScore(mutants), area: area.name, files: files.length };
}

function toTable(measured: readonly Measured[]): string {
  const rows = measured.map(
    ({ area, files, detected, survived, uncovered, percent }) =>
      `| ${area} | ${files} | ${detected} | ${survived} | ${uncovered} | ${percent.toFixed(1)} % |`,
  );
  return [
    '| area | files | detected | survived | not run | score |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

async function run(args: readonly string[]): Promise<boolean> {
  const given = args.find((arg) => arg.startsWith(SHARD))?.slice(SHARD.length) ?? '1/1';
  const shard = parseShard(given);
  const measured: Measured[] = [];
  for (const area of chooseNamed(
    AREAS,
    args.filter((arg) => !arg.startsWith('--')),
  ))
    measured.push(await measure(area, shard));
  const table = toTable(measured);
  console.log(table);
  const how = `shard ${given} of each area's files, mutants of module scope left out`;
  if (args.includes('--keep')) keepResult({ name: 'Mutation score', how, table });
  return measured.every(({ percent }) => percent >= GOAL_PERCENT);
}

run(process.argv.slice(2))
  .then((passed) => process.exit(passed ? 0 : 1))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
