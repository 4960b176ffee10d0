import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MigrationDirectory, MigrationList } from '@prisma/schema-engine-wasm';

const LOCKFILE = 'migration_lock.toml';

/** Lists the names of the migrations in a folder, oldest first; none when the folder does not exist. */
export async function listMigrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Reads a migrations folder in the form the engine takes. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const names = await listMigrationNames(folder);
  const content = await readFile(path.join(folder, LOCKFILE), 'utf8').catch(() => null);
  return {
    baseDir: folder,
    lockfile: { path: LOCKFILE, content },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.map((name) => readMigration(folder, name))),
  };
}

async function readMigration(folder: string, name: string): Promise<MigrationDirectory> {
  const value = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
  return {
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } },
  };
}
