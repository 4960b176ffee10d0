/*
 * `npm run bench [peers] [speed] [flat] [memory] [replay] [coverage] [-- --keep]`; default: peers, the measure of Parley's speed. `--keep` writes
 * each table into RESULTS.md. Exits with 1 when a request failed or none was answered, because that is not a measurement.
 *
 * BENCH_SECONDS (3) and BENCH_ROUNDS (3): the duration of peers and speed. BENCH_ONLY: one mode of peers (turns only), one
 * case of speed (echo). BENCH_PARTIES=hand-written,one: these servers of peers, and Parley. BENCH_AT_ONCE (1,8,32).
 * BENCH_PIN=server:0,postgres:1,load:1: the processors of peers, by taskset.
 * BENCH_TURNS and BENCH_STORED (a million each): the turns of memory, the sessions of flat. BENCH_SESSIONS (10,000): those of
 * replay. BENCH_COVERED (a million): those of coverage.
 * BENCH_PROFILE=folder: a CPU profile of every process.
 */

import { serveBaseline } from './baseline';
import { type BenchEnv, openBenchEnv } from './bench-env';
import { keepResult } from './keep-result';
import { measureCoverage } from './measure-coverage';
import { measureFlat } from './measure-flat';
import { measureMemory } from './measure-memory';
import { measureReplay } from './measure-replay';
import { measureSpeed } from './measure-speed';
import { serveBot } from './peers/bot-framework';
import { serveLoad } from './peers/load-process';
import { measurePeers } from './peers/measure-peers';
import { servePeer } from './peers/serve-peer';

const {
  BENCH_SECONDS = '3',
  BENCH_ROUNDS = '3',
  BENCH_ONLY = '',
  BENCH_PARTIES = '',
  BENCH_AT_ONCE = '1,8,32',
  BENCH_TURNS = '1000000',
  BENCH_STORED = '1000000',
  BENCH_SESSIONS = '10000',
  BENCH_COVERED = '1000000',
} = process.env;

const seconds = Number(BENCH_SECONDS);
const rounds = Number(BENCH_ROUNDS);

type Part = { how: string; measure: (testEnv: BenchEnv) => Promise<string> };

const PARTS: Readonly<Record<string, Part>> = {
  peers: {
    how: `${rounds} rounds of ${seconds} s each, in turns`,
    measure: (testEnv) =>
      measurePeers(testEnv, {
        seconds,
        rounds,
        only: BENCH_ONLY,
        parties: BENCH_PARTIES.split(',').filter(Boolean),
        atOnce: BENCH_AT_ONCE.split(',').map(Number),
        say,
      }),
  },
  speed: {
    how: `${rounds} rounds of ${seconds} s each, medians`,
    measure: (testEnv) => measureSpeed(testEnv, { seconds, rounds, only: BENCH_ONLY, say }),
  },
  flat: {
    how: 'one request at a time, both sides in turns',
    measure: (testEnv) => measureFlat(testEnv, { stored: Number(BENCH_STORED), say }),
  },
  memory: {
    how: 'echo turns, 32 at once',
    measure: (testEnv) => measureMemory(testEnv, { turns: Number(BENCH_TURNS), say }),
  },
  coverage: {
    how: 'stored sessions of 30 days, one connection',
    measure: (testEnv) => measureCoverage(testEnv, { sessions: Number(BENCH_COVERED), say }),
  },
  replay: {
    how: 'stored sessions read by cursor, two threads',
    measure: (testEnv) => measureReplay(testEnv, { sessions: Number(BENCH_SESSIONS), say }),
  },
};

async function runParts(names: readonly string[], isKept: boolean): Promise<void> {
  for (const name of names) {
    const part = PARTS[name];
    if (!part) throw new Error(`There is no part ${name}; there are ${Object.keys(PARTS).join(', ')}.`);
    const testEnv = await openBenchEnv(say);
    try {
      const table = await part.measure(testEnv);
      say(`\n${name}: ${part.how}\n\n${table}\n`);
      if (isKept) keepResult({ name, how: part.how, table });
    } finally {
      await testEnv.close();
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const ROLES: Readonly<Record<string, (options: string) => unknown>> = {
  baseline: (options) => serveBaseline(JSON.parse(options)),
  peer: (options) => servePeer(JSON.parse(options)),
  bot: (options) => serveBot(JSON.parse(options)),
  load: serveLoad,
};

const given = process.argv.slice(2);
const serve = ROLES[given[0] ?? ''];
if (serve) {
  process.once('disconnect', () => process.exit(1));
  await serve(given[1] ?? '');
} else {
  const names = given.filter((word) => !word.startsWith('--'));
  await runParts(names.length > 0 ? names : ['peers'], given.includes('--keep')).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
