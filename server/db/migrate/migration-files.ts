import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export type Migration = { name: string; sql: string };

/** Lists the names of the migrations in a folder, oldest first; none when the folder does not exist. */
export async function listMigrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Reads the migrations of a folder, oldest first. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = await listMigrationNames(folder);
  const read = (name: string) => readFile(path.join(folder, name, 'migration.sql'), 'utf8');
  return Promise.all(names.map(async (name) => ({ name, sql: await read(name) })));
}
