/*
 * Parley beside servers that others would write: party after party, then again in a rotated order, so that a ratio is of
 * two runs of the same round.
 */
import type { BenchEnv } from '../bench-env';
import { checkParty } from './check-party';
import type { FlowName } from './conversation';
import { readCpuTime, readFamilyCpuTime } from './cpu-time';
import { controlLoad, type LoadProcess } from './load-process';
import { openParties, type Party } from './parties';
import type { PeerRow, PeerRun } from './peer-row';
import { toPeerTable } from './peer-table';
import { pin } from './pin';

export type PeersOptions = {
  seconds: number;
  rounds: number;
  /** The beginning of the mode's name; default: both. */
  only: string;
  /** The beginnings of the parties' names; default: all. */
  parties: readonly string[];
  atOnce: readonly number[];
  say: (line: string) => void;
};

const MODES: readonly { name: string; flow: FlowName }[] = [
  { name: 'conversations', flow: 'conversation' },
  { name: 'turns only', flow: 'echo' },
];

// Until the code is optimized, and before each run until its pages are in the log since the checkpoint.
const WARM_UP_SECONDS = 5;
const WARM_UP_AT_ONCE = 8;
const RUN_WARM_UP_SHARE = 0.25;

/** Measures every mode and returns the table; throws when a party answered wrongly or not at all. */
export async function measurePeers(testEnv: BenchEnv, options: PeersOptions): Promise<string> {
  const running = await testEnv.startRole('load', {});
  const load = controlLoad(running);
  pin('load', running.pid);
  const parties = await openParties(testEnv, options.parties, options.say);
  try {
    for (const party of parties) await checkParty(party);
    const rows: PeerRow[] = [];
    for (const mode of MODES.filter(({ name }) => name.startsWith(options.only)))
      rows.push(...(await measureMode({ load, parties, mode, options })));
    requireAnswered(rows);
    return toPeerTable(rows);
  } finally {
    for (const { costs } of parties) await costs?.close();
  }
}

type Plan = {
  load: LoadProcess;
  parties: readonly Party[];
  mode: (typeof MODES)[number];
  options: PeersOptions;
};

async function measureMode(plan: Plan): Promise<PeerRow[]> {
  const { load, parties, mode, options } = plan;
  for (const party of parties) {
    await load.open({ ...party, flow: mode.flow, atOnce: WARM_UP_AT_ONCE });
    await load.run(Math.min(WARM_UP_SECONDS, 2 * options.seconds));
    await load.close();
  }
  const rows: PeerRow[] = [];
  for (const atOnce of options.atOnce) rows.push(...(await measureAtOnce(plan, atOnce)));
  return rows;
}

async function measureAtOnce(plan: Plan, atOnce: number): Promise<PeerRow[]> {
  const { parties, mode, options } = plan;
  const rows = parties.map(({ name }): PeerRow => ({ mode: mode.name, name, atOnce, runs: [] }));
  for (let round = 0; round < options.rounds; round += 1) {
    options.say(`${mode.name}, ${atOnce} at once, round ${round + 1} of ${options.rounds}`);
    for (let place = 0; place < parties.length; place += 1) {
      const index = (round + place) % parties.length;
      const party = parties[index];
      if (party) rows[index]?.runs.push(await measureParty(plan, party, atOnce));
    }
  }
  return rows;
}

async function measureParty({ load, mode, options }: Plan, party: Party, atOnce: number): Promise<PeerRun> {
  await party.costs?.checkpoint();
  await load.open({ ...party, flow: mode.flow, atOnce });
  await load.run(RUN_WARM_UP_SHARE * options.seconds);
  const before = await readParty(party);
  const measure = await load.run(options.seconds);
  const after = await readParty(party);
  await load.close();
  const per = (pick: (reading: Reading) => number) => (pick(after) - pick(before)) / measure.answered;
  return {
    ...measure,
    loadMs: measure.cpuMs / measure.answered,
    serverMs: per(({ server }) => server),
    postgresMs: per(({ postgres }) => postgres),
    bytes: per(({ bytes }) => bytes),
    wal: per(({ wal }) => wal),
  };
}

type Reading = { server: number; postgres: number; bytes: number; wal: number };

async function readParty({ pid, costs }: Party): Promise<Reading> {
  const server = readCpuTime(pid);
  if (!costs) return { server, postgres: Number.NaN, bytes: Number.NaN, wal: Number.NaN };
  const postgres = costs.postmaster ? readFamilyCpuTime(costs.postmaster) : Number.NaN;
  return { server, postgres, ...(await costs.read()) };
}

function requireAnswered(rows: readonly PeerRow[]): void {
  const bad = rows.filter(({ runs }) => runs.some(({ answered, failed }) => answered === 0 || failed > 0));
  if (bad.length === 0) return;
  const first = bad.flatMap(({ runs }) => runs.map(({ firstFailure }) => firstFailure)).find(Boolean);
  throw new Error(`Some requests were not answered, such as: ${first}\n${toPeerTable(bad)}`);
}
