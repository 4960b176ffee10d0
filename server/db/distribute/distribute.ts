/*
 * Places the tables and functions of a migrated database on the nodes of Citus.
 *
 * distribute/by-organization  A table with `org_id` is distributed by it, and all of them alike, so that an organization's rows
 *    are on one node together. Every other table has a copy on each node. A function whose first argument is `p_org` runs on the
 *    node of that organization.
 * distribute/all-or-nothing  Everything is placed in one transaction; an error leaves the database as it was.
 * distribute/idempotent  What is placed stays as it is, so the command may be repeated at any time.
 *
 * By hand: the catalog and Citus's functions are not in the table types.
 */

import type { Client } from 'pg';
import { startError } from '@/server/shared/start-error';
import { withClient } from '../connection/with-client';
import { MIGRATION_LOCK } from '../migrate/migrate';
import { placeFunctions } from './functions';
import { type PlacedTable, placeTables } from './tables';

export type Distribution = {
  /** The version of the extension. */
  version: string;
  /** The nodes that hold rows, as `host:port`. */
  nodes: string[];
  /** What this call placed. */
  placed: Placed;
  /** What was placed before. */
  kept: Placed;
};

type Placed = { tables: PlacedTable[]; functions: string[] };

const MISSING =
  'The database has no Citus: run CREATE EXTENSION citus on every node, and add the nodes to the coordinator.';

/** Places what is not placed yet; throws one sentence when the database has no Citus or refuses something. */
export function distributeDatabase(url: string): Promise<Distribution> {
  return withClient({ connectionString: url, keepAlive: true }, async (client) => {
    const version = await findVersion(client);
    if (!version) throw startError(MISSING);
    const nodes = await listNodes(client);
    if (nodes.length === 0) throw startError('Citus has no node for rows: add one with citus_add_node.');
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return { version, nodes, ...(await inTransaction(client, placeAll)) };
  });
}

// Foreign keys to tables that are on every node are made on one node after the other. The trigger that comes with
// `audit_entries` refuses changes and does nothing else, which Citus cannot know.
const SETTINGS = `
  SET LOCAL citus.multi_shard_modify_mode TO 'sequential';
  SET LOCAL citus.enable_unsafe_triggers TO on;
  SET LOCAL client_min_messages TO warning`;

async function placeAll(client: Client): Promise<Pick<Distribution, 'placed' | 'kept'>> {
  await client.query(SETTINGS);
  const tables = await placeTables(client);
  const functions = await placeFunctions(client);
  return {
    placed: { tables: tables.placed, functions: functions.placed },
    kept: { tables: tables.kept, functions: functions.kept },
  };
}

async function inTransaction<T>(client: Client, work: (client: Client) => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw startError(`Nothing was distributed: ${reason}.`, error);
  }
}

async function findVersion(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ version: string }>(
    `SELECT extversion "version" FROM pg_extension WHERE extname = 'citus'`,
  );
  return rows[0]?.version;
}

async function listNodes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ node: string }>(
    `SELECT nodename || ':' || nodeport node FROM pg_dist_node
     WHERE isactive AND shouldhaveshards AND noderole = 'primary' ORDER BY 1`,
  );
  return rows.map(({ node }) => node);
}
