import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { findSchemaDifference, SNAPSHOT_FILE } from './schema/schema-difference';
import { withScratchDatabase } from './test/scratch-database';

const SCHEMA = path.resolve('prisma/schema');
const MIGRATIONS = path.resolve('prisma/migrations');
const LOCKFILE =
  '# Which database the migrations beside this file are written for.\nprovider = "postgresql"\n';

async function writeNewMigration(url: string, name: string): Promise<string | null> {
  const { sql, snapshot } = await findSchemaDifference(url, SCHEMA, MIGRATIONS);
  if (sql === null) return null;
  const made = `${toStamp(new Date())}_${name}`;
  const folder = path.join(MIGRATIONS, made);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), sql);
  await writeFile(path.join(folder, SNAPSHOT_FILE), snapshot);
  await writeFile(path.join(MIGRATIONS, 'migration_lock.toml'), LOCKFILE);
  await migrateDatabase(url, MIGRATIONS);
  return made;
}

// Prisma orders migrations by name, and names begin with their creation time, in UTC to the second.
function toStamp(time: Date): string {
  return time.toISOString().replace(/\D/g, '').slice(0, 14);
}

async function main(name: string | undefined): Promise<string> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new Error('Name the change, in lower case: npm run migrate:new -- add_flow_tags');
  }
  const made = await withScratchDatabase((url) => writeNewMigration(url, name));
  if (made === null) return 'The migrations already match the schema: nothing written.';
  return `Wrote prisma/migrations/${made}/migration.sql; read it before you commit it.`;
}

try {
  console.log(await main(process.argv[2]));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
