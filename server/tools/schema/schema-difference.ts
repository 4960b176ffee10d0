import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { listMigrationNames } from '@/server/db/migrate/migration-files';
import { openMigrationEngine } from './migration-engine';

/*
 * Each migration's folder keeps the schema it leads to. The next migration starts from there and not from a database,
 * so SQL written by hand (partial indexes, triggers) is never undone. The engine asks any PostgreSQL for its version.
 */
export const SNAPSHOT_FILE = 'schema.prisma';

export type SchemaDifference = {
  /** The SQL that leads from the newest migration to the schema; null when there is nothing to do. */
  sql: string | null;
  /** The schema folder as one text, as a migration's snapshot keeps it. */
  snapshot: string;
};

/** Compares the schema folder with the snapshot of the newest migration; throws Prisma's message if the schema is wrong. */
export async function findSchemaDifference(
  url: string,
  schemaFolder: string,
  migrationsFolder: string,
): Promise<SchemaDifference> {
  const snapshot = await readSchemaFolder(schemaFolder);
  const newest = (await listMigrationNames(migrationsFolder)).at(-1);
  const before = newest && (await readFile(path.join(migrationsFolder, newest, SNAPSHOT_FILE), 'utf8'));
  if (before === snapshot) return { sql: null, snapshot };
  const engine = await openMigrationEngine(url);
  const { stdout, exitCode } = await engine.diff({
    from: before ? toTarget(before) : { tag: 'empty' },
    to: toTarget(snapshot),
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  return { sql: exitCode === 0 ? null : stdout, snapshot };
}

async function readSchemaFolder(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.join('\n');
}

function toTarget(content: string) {
  return {
    tag: 'schemaDatamodel' as const,
    files: [{ path: SNAPSHOT_FILE, content }],
  };
}
