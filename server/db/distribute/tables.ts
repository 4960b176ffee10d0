// By hand: the catalog and Citus's functions are not in the table types.
import type { Client } from 'pg';

/** `reference`: with a copy on every node. */
export type PlacedTable = { table: string; placement: 'distributed' | 'reference' };

/** The table that all others with an organization are placed beside. */
const FIRST = 'sessions';
/** Tables with `org_id` that belong to a person, who may change the organization. */
const PERSONAL = ['sign_ins'];

const LIST = `
  SELECT c.relname "table", p.logicalrelid IS NOT NULL "isPlaced",
    CASE WHEN c.relname <> ALL($1::text[]) AND EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped)
    THEN 'distributed' ELSE 'reference' END placement
  FROM pg_class c
  LEFT JOIN pg_dist_partition p ON p.logicalrelid = c.oid AND (p.partmethod = 'h' OR p.repmodel = 't')
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
  ORDER BY placement DESC, c.relname <> '${FIRST}', c.relname`;

type ForeignKey = { table: string; name: string; definition: string };

const LIST_KEYS = `
  SELECT conrelid::regclass::text "table", quote_ident(conname) "name", pg_get_constraintdef(oid) definition
  FROM pg_constraint
  WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    AND (conrelid = ANY($1::regclass[]) OR confrelid = ANY($1::regclass[]))
  ORDER BY 1, 2`;

/** Places the tables that are not placed yet. */
export async function placeTables(client: Client): Promise<{ placed: PlacedTable[]; kept: PlacedTable[] }> {
  const { rows } = await client.query<PlacedTable & { isPlaced: boolean }>(LIST, [PERSONAL]);
  const placed = rows.filter(({ isPlaced }) => !isPlaced);
  // Citus refuses a foreign key between a table that is placed and one that is not yet.
  const { rows: keys } = await client.query<ForeignKey>(LIST_KEYS, [placed.map(({ table }) => table)]);
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const table of placed) await placeTable(client, table);
  for (const { table, name, definition } of keys)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  return { placed, kept: rows.filter(({ isPlaced }) => isPlaced) };
}

const DISTRIBUTE = `SELECT create_distributed_table($1::regclass, 'org_id', colocate_with => $2)`;

async function placeTable(client: Client, { table, placement }: PlacedTable): Promise<void> {
  if (placement === 'reference') await client.query('SELECT create_reference_table($1::regclass)', [table]);
  else await client.query(DISTRIBUTE, [table, table === FIRST ? 'none' : FIRST]);
  // The rows that were copied to the nodes.
  await client.query('SELECT truncate_local_data_after_distributing_table($1::regclass)', [table]);
}
