import { loadavg } from 'node:os';
import { runCrashes } from '../crashes/crashes';
import { RACES } from '../races/races';
import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { joinParts, type Part } from '../support/part';
import { listWorkers, type Node, openDistributedDatabase } from './distributed-database';
import { measureTurns } from './measure-turns';
import { toCrashDatabase, toRestartNode } from './restart-node';
import { runTests } from './run-tests';

/*
 * Every part has a fresh database on the cluster whose coordinator PARLEY_DISTRIBUTED_URL names; its role creates databases and
 * extensions on every node, and enters the workers by the same user and password.
 *
 * PARLEY_DISTRIBUTED_RESTART: a command of the shell that kills the server of the node in PARLEY_NODE_HOST and PARLEY_NODE_PORT at
 * once and starts it again; without it, no node is killed, and the suite fails.
 * PARLEY_DISTRIBUTED_PARTS=tests,races,crashes,turns: some of the parts. PARLEY_DISTRIBUTED_WORKERS=1,2,3: the numbers of workers to
 * measure turns with; default: all.
 */

const {
  PARLEY_DISTRIBUTED_URL = '',
  PARLEY_DISTRIBUTED_RESTART = '',
  PARLEY_DISTRIBUTED_PARTS = 'tests,races,crashes,turns',
  PARLEY_DISTRIBUTED_WORKERS = '',
} = process.env;

// Others expect a database of their own, send statements that Citus refuses, or look for locks on one server.
const TESTS = [
  ...['headless', 'chat', 'flowrest', 'umi', 'management'].map((dialect) => `e2e/api/${dialect}/`),
  'server/services/session/runtime/start-batcher.test.ts',
];
const TURNS = { organizations: 200, atOnce: 64, seconds: 20, warmUpSeconds: 10 };
const RACES_OF_SIZE = 40;

/** The size is the number of processes that are killed. */
export const DISTRIBUTED: Suite = {
  name: 'distributed',
  promise:
    'On a distributed PostgreSQL every API answers as on one server, no turn is lost or doubled when a node is killed, and simultaneous turns are taken one after the other.',
  sizes: { short: 3, long: 12 },
  minimumOf: (size) => size,
  skipped: PARLEY_DISTRIBUTED_URL === '' ? 'PARLEY_DISTRIBUTED_URL names no cluster' : undefined,
  run: runDistributed,
};

type PartOptions = SuiteOptions & { workers: readonly Node[] };

const PARTS: Readonly<Record<string, (options: PartOptions) => Promise<Part>>> = {
  tests: stressTests,
  races: stressRaces,
  crashes: stressCrashes,
  turns: stressTurns,
};

async function runDistributed(options: SuiteOptions): Promise<SuiteReport> {
  const workers = await listWorkers(PARLEY_DISTRIBUTED_URL);
  if (workers.length === 0) throw new Error('the cluster has no worker');
  const parts: Part[] = [];
  for (const name of PARLEY_DISTRIBUTED_PARTS.split(',')) {
    const run = PARTS[name];
    if (!run) throw new Error(`there is no part ${name}`);
    const part = await run({ ...options, workers });
    parts.push({ ...part, failures: part.failures.map((failure) => `${name}: ${failure}`) });
  }
  return joinParts(parts);
}

async function stressTests({ workers }: PartOptions): Promise<Part> {
  const database = await openDistributedDatabase(PARLEY_DISTRIBUTED_URL, workers);
  try {
    const { passed, failures } = await runTests(database.url, TESTS);
    const counts = { workers: workers.length, tests: passed };
    return { counts, percentiles: {}, successes: passed, failures: [...database.failures, ...failures] };
  } finally {
    await database.close();
  }
}

async function stressRaces({ workers, seed, size }: PartOptions): Promise<Part> {
  const database = await openDistributedDatabase(PARLEY_DISTRIBUTED_URL, workers);
  try {
    const { url: sharedUrl } = database;
    const postgres = { adminUrl: sharedUrl, template: '', sharedUrl, isDistributed: true };
    return toPart('races', await RACES.run({ seed, size: size * RACES_OF_SIZE, postgres }));
  } finally {
    await database.close();
  }
}

async function stressCrashes({ workers, seed, size }: PartOptions): Promise<Part> {
  if (PARLEY_DISTRIBUTED_RESTART === '') throw new Error('PARLEY_DISTRIBUTED_RESTART names no command');
  const restart = toRestartNode(PARLEY_DISTRIBUTED_RESTART);
  const openDatabase = async () =>
    toCrashDatabase(await openDistributedDatabase(PARLEY_DISTRIBUTED_URL, workers), restart);
  return toPart('crashes', await runCrashes({ seed, size, openDatabase, isTimed: false }));
}

async function stressTurns({ workers }: PartOptions): Promise<Part> {
  const numbers =
    PARLEY_DISTRIBUTED_WORKERS === '' ? [workers.length] : PARLEY_DISTRIBUTED_WORKERS.split(',');
  const parts: Part[] = [];
  for (const number of numbers) {
    const some = workers.slice(0, Number(number));
    const database = await openDistributedDatabase(PARLEY_DISTRIBUTED_URL, some);
    try {
      const { perSecond, times, failures } = await measureTurns(database.url, TURNS);
      const name = `turns/s with ${some.length} workers`;
      const counts = { [name]: perSecond, [`load after ${name}`]: Math.round(loadavg()[0] ?? 0) };
      parts.push({ counts, percentiles: { [name]: times }, successes: perSecond, failures });
    } finally {
      await database.close();
    }
  }
  const joined = joinParts(parts);
  return { ...joined, percentiles: joined.percentiles ?? {} };
}

function toPart(name: string, { counts, percentiles = {}, successes, failures }: SuiteReport): Part {
  const named = <T>(things: Record<string, T>) =>
    Object.fromEntries(Object.entries(things).map(([key, thing]) => [`${name}: ${key}`, thing]));
  return { counts: named(counts), percentiles: named(percentiles), successes, failures };
}
