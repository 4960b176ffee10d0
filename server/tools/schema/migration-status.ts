import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readMigrations } from '@/server/db/migrate/migration-files';
import { openMigrationEngine } from './migration-engine';

const LOCKFILE = 'migration_lock.toml';

export type MigrationStatus = { isCurrent: boolean; text: string };

/** Compares a database with a folder of migrations by Prisma's engine; `text` is worded as `prisma migrate status`. */
export async function getMigrationStatus(url: string, folder: string): Promise<MigrationStatus> {
  const migrations = await readMigrations(folder);
  const engine = await openMigrationEngine(url);
  const { history, failedMigrationNames, editedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList: {
      baseDir: path.resolve(folder),
      lockfile: { path: LOCKFILE, content: await readFile(path.join(folder, LOCKFILE), 'utf8') },
      shadowDbInitScript: '',
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    optInToShadowDatabase: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  const [unapplied, unknown] = [
    history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [],
    history && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [],
  ];
  const parts = [
    list('Following migrations have not yet been applied:', unapplied),
    list('The migrations from the database are not found locally in prisma/migrations:', unknown),
    list('Following migrations have failed:', failedMigrationNames),
    list('Following migrations were changed after they had been applied:', editedMigrationNames),
  ].filter((part) => part !== null);
  const found = `${migrations.length} migrations found in prisma/migrations`;
  const isCurrent = parts.length === 0;
  return {
    isCurrent,
    text: [found, ...(isCurrent ? ['Database schema is up to date!'] : parts)].join('\n\n'),
  };
}

function list(title: string, names: readonly string[]): string | null {
  return names.length === 0 ? null : [title, ...names].join('\n');
}
