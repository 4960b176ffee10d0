import { type BenchEnv, POOL_SIZE } from '../bench-env';
import { FLOW_IDS } from './conversation';
import { type CostMeter, openCostMeter } from './database-costs';
import { installSdk } from './install-sdk';
import type { PeerName } from './peer';
import { PARLEY } from './peer-row';
import { pin, pinPostgres } from './pin';
import type { FlowIds, WireOptions } from './wire';

/** A server that is measured, on a database of its own; `costs` is null without a database. */
export type Party = {
  name: string;
  port: number;
  pid: number;
  wire: WireOptions;
  flows: FlowIds;
  costs: CostMeter | null;
};

type Say = (line: string) => void;

/** In the order of the table. */
const PARTIES: readonly { name: string; open: (testEnv: BenchEnv, say: Say) => Promise<Party> }[] = [
  { name: 'null server', open: (testEnv) => openPeer(testEnv, 'null server', null) },
  { name: 'hand-written', open: (testEnv) => openPeer(testEnv, 'hand-written', 'peers_by_hand') },
  { name: 'one statement', open: (testEnv) => openPeer(testEnv, 'one statement', 'peers_one_statement') },
  { name: 'Bot Framework', open: openBot },
  { name: PARLEY, open: openParley },
];

/** Starts the parties whose names begin with one of `only`; all if it is empty. Parley is always one of them. */
export async function openParties(testEnv: BenchEnv, only: readonly string[], say: Say): Promise<Party[]> {
  const isNamed = (name: string) => only.length === 0 || only.some((beginning) => name.startsWith(beginning));
  const parties: Party[] = [];
  for (const { name, open } of PARTIES) {
    if (!isNamed(name) && name !== PARLEY) continue;
    const party = await open(testEnv, say);
    pin('server', party.pid);
    parties.push(party);
  }
  const postmaster = parties.find(({ costs }) => costs)?.costs?.postmaster;
  if (postmaster) pinPostgres(postmaster);
  return parties;
}

async function openPeer(testEnv: BenchEnv, name: PeerName, database: string | null): Promise<Party> {
  const databaseUrl = database ? await testEnv.createDatabase(database) : '';
  const { port, pid } = await testEnv.startRole('peer', { name, databaseUrl, poolSize: POOL_SIZE });
  const costs = database ? await openCostMeter(databaseUrl) : null;
  return { name, port, pid, costs, flows: FLOW_IDS, wire: toHeadless(testEnv) };
}

const BOT_FLOWS: FlowIds = { conversation: 'conversation', echo: 'echo' };

async function openBot(testEnv: BenchEnv, say: Say): Promise<Party> {
  const folder = installSdk(say);
  const databaseUrl = await testEnv.createDatabase('peers_bot_framework');
  const { port, pid } = await testEnv.startRole('bot', { folder, databaseUrl, poolSize: POOL_SIZE });
  const costs = await openCostMeter(databaseUrl);
  const wire = { ...toHeadless(testEnv), name: 'activities' as const };
  return { name: 'Bot Framework', port, pid, costs, flows: BOT_FLOWS, wire };
}

async function openParley(testEnv: BenchEnv): Promise<Party> {
  const { databaseUrl, flows, server } = testEnv;
  const costs = await openCostMeter(databaseUrl);
  return { name: PARLEY, port: server.port, pid: server.pid, costs, flows, wire: toHeadless(testEnv) };
}

function toHeadless({ demo: { orgId, apiKey } }: BenchEnv): WireOptions {
  return { name: 'headless', orgId, apiKey };
}
