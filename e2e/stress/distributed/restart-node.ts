import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { withClient } from '@/server/db/connection/with-client';
import type { CrashDatabase } from '../crashes/crash-database';
import { until } from '../crashes/crash-database';
import type { DistributedDatabase, Node } from './distributed-database';

/** Kills a node's server at once and starts it again; returns when it was started. */
export type RestartNode = (node: Node) => Promise<void>;

const run = promisify(exec);
const LOST_MS = 2_000;

/** Makes it of a command of the shell, which gets the node as PARLEY_NODE_HOST and PARLEY_NODE_PORT. */
export function toRestartNode(command: string): RestartNode {
  return async ({ host, port }) => {
    await run(command, { env: { ...process.env, PARLEY_NODE_HOST: host, PARLEY_NODE_PORT: String(port) } });
  };
}

const FIND_NODE = `
  SELECT nodename "host", nodeport "port" FROM pg_dist_shard_placement
  WHERE shardid = get_shard_id_for_distribution_column('sessions', $1::uuid)`;
const READ = 'SELECT count(*) FROM sessions WHERE org_id = $1';

/** The database for the suite of crashes: a stop kills the node that has the rows of the organization. */
export function toCrashDatabase({ url, close }: DistributedDatabase, restart: RestartNode): CrashDatabase {
  let orgId = '';
  return {
    url,
    onOrganization: async (id) => {
      orgId = id;
    },
    stopAtOnce: async () => {
      const { rows } = await withClient({ connectionString: url }, (client) =>
        client.query<Node>(FIND_NODE, [orgId]),
      );
      for (const node of rows) await restart(node);
      await until(() => reads(url, orgId));
    },
    close,
  };
}

async function reads(url: string, orgId: string): Promise<boolean> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: LOST_MS,
    query_timeout: LOST_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(READ, [orgId]);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
