import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Client } from 'pg';
import { withClient } from '@/server/db/connection/with-client';
import { distributeDatabase } from '@/server/db/distribute/distribute';
import { migrateDatabase } from '@/server/db/migrate/migrate';

export type Node = { host: string; port: number };

/** A migrated and distributed database of a cluster. */
export type DistributedDatabase = {
  /** Its address on the coordinator. */
  url: string;
  /** The workers that hold its rows. */
  workers: readonly Node[];
  /** What is wrong with how it was distributed; none when nothing is. */
  failures: string[];
  /** Drops it on every node. */
  close(): Promise<void>;
};

const LIST_WORKERS = `
  SELECT nodename "host", nodeport "port" FROM pg_dist_node
  WHERE isactive AND groupid <> 0 AND noderole = 'primary' ORDER BY nodeid`;

/** Lists the workers of the cluster whose coordinator has the database `url`. */
export function listWorkers(url: string): Promise<Node[]> {
  return withClient(
    { connectionString: url },
    async (client) => (await client.query<Node>(LIST_WORKERS)).rows,
  );
}

/** Creates an empty database beside `url` on the coordinator and these workers, migrates it and distributes it, each twice. */
export async function openDistributedDatabase(
  url: string,
  workers: readonly Node[],
): Promise<DistributedDatabase> {
  const name = `proof_${randomBytes(6).toString('hex')}`;
  const { hostname, port } = new URL(url);
  const coordinator: Node = { host: hostname, port: Number(port || 5432) };
  const nodes = [coordinator, ...workers];
  const close = async () => {
    // The coordinator first: it looks after the others.
    for (const node of nodes) await onNode(url, node, null, [`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]);
  };
  try {
    for (const node of nodes) await onNode(url, node, null, [`CREATE DATABASE ${name}`]);
    for (const node of nodes) await onNode(url, node, name, ['CREATE EXTENSION citus']);
    await onNode(url, coordinator, name, [
      `SELECT citus_set_coordinator_host('${coordinator.host}', ${coordinator.port})`,
      ...workers.map(({ host, port }) => `SELECT citus_add_node('${host}', ${port})`),
    ]);
    const made = toUrl(url, coordinator, name);
    return { url: made, workers, failures: await distributeTwice(made), close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function distributeTwice(url: string): Promise<string[]> {
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  const { placed } = await distributeDatabase(url);
  const again = await distributeDatabase(url);
  const failures = [...again.placed.tables.map(({ table }) => table), ...again.placed.functions];
  const isComplete = placed.tables.length > 0 && placed.functions.length > 0;
  return [
    ...failures.map((thing) => `${thing} was placed twice`),
    ...(isComplete ? [] : ['no table or no function was placed']),
  ];
}

// With the user of `url`.
function toUrl(url: string, { host, port }: Node, database: string | null): string {
  const made = new URL(url);
  made.hostname = host;
  made.port = String(port);
  if (database !== null) made.pathname = `/${database}`;
  return made.href;
}

async function onNode(
  url: string,
  node: Node,
  database: string | null,
  statements: readonly string[],
): Promise<void> {
  const client = new Client({ connectionString: toUrl(url, node, database) });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
