import { Client } from 'pg';
import { openMigrationEngine } from './migration-engine';
import { listMigrationNames, readMigrations } from './migration-files';

const MIGRATION_LOCK = 7_217_002;

/**
 * Brings a database to the newest migration of a folder and returns the names it applied. Any number of processes may
 * call it at once: one applies, the others wait and find nothing left. With nothing to apply it is one query.
 */
export async function migrateDatabase(url: string, folder: string): Promise<string[]> {
  const names = await listMigrationNames(folder);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    if (isCurrent(names, await listAppliedNames(client))) return [];
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (isCurrent(names, await listAppliedNames(client))) return [];
    return await applyMigrations(url, folder);
  } finally {
    await client.end();
  }
}

async function applyMigrations(url: string, folder: string): Promise<string[]> {
  const engine = await openMigrationEngine(url);
  try {
    const migrationsList = await readMigrations(folder);
    const filters = { externalTables: [], externalEnums: [] };
    return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
  } finally {
    engine.free();
  }
}

async function listAppliedNames(client: Client): Promise<Set<string>> {
  const { rows: found } = await client.query(
    "select to_regclass('_prisma_migrations') is not null as exists",
  );
  if (!found[0].exists) return new Set();
  const { rows } = await client.query<{ migration_name: string }>(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  return new Set(rows.map((row) => row.migration_name));
}

function isCurrent(names: string[], applied: Set<string>): boolean {
  return names.every((name) => applied.has(name));
}
