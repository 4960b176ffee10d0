import { Client } from 'pg';
import { findParent } from './cpu-time';

type Costs = { bytes: number; wal: number };

/** One party's database: its size, and the write-ahead log of the PostgreSQL. */
export type CostMeter = {
  /** The process that is the parent of PostgreSQL's others; null where /proc is missing. */
  postmaster: number | null;
  checkpoint(): Promise<void>;
  read(): Promise<Costs>;
  close(): Promise<void>;
};

// Tables with their indexes and TOAST, as they stand: dead rows count until autovacuum lets others have their place.
const COSTS = `
  SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 AS bytes,
    pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS wal
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;

export async function openCostMeter(databaseUrl: string): Promise<CostMeter> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows: backends } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return {
    postmaster: findParent(backends[0]?.pid ?? 0),
    checkpoint: async () => void (await client.query('CHECKPOINT')),
    read: async () => {
      const { rows } = await client.query<Costs>(COSTS);
      return rows[0] ?? { bytes: Number.NaN, wal: Number.NaN };
    },
    close: () => client.end(),
  };
}
