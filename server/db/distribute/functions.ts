// By hand: the catalog and Citus's functions are not in the table types.
import type { Client } from 'pg';

const LIST = `
  SELECT p.oid::regprocedure::text "function", o.distribution_argument_index IS NOT NULL "isPlaced"
  FROM pg_proc p
  LEFT JOIN pg_dist_object o ON o.classid = 'pg_proc'::regclass AND o.objid = p.oid
  WHERE p.pronamespace = current_schema()::regnamespace AND p.proargnames[1] = 'p_org'
  ORDER BY 1`;

const PLACE = `SELECT create_distributed_function($1::regprocedure, 'p_org', colocate_with => 'sessions')`;

/** Places the functions that are not placed yet; each is named with the types of its arguments. */
export async function placeFunctions(client: Client): Promise<{ placed: string[]; kept: string[] }> {
  const { rows } = await client.query<{ function: string; isPlaced: boolean }>(LIST);
  const named = (isPlaced: boolean) =>
    rows.filter((row) => row.isPlaced === isPlaced).map((row) => row.function);
  const placed = named(false);
  for (const signature of placed) await client.query(PLACE, [signature]);
  return { placed, kept: named(true) };
}
