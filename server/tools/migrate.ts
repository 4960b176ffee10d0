// Applies the migrations that a database lacks, and exits: `npm run migrate`. A start does the same before it serves.
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { readEnv } from '@/server/env';
import { startError } from '@/server/shared/start-error';
import { runOperatingTool } from './run-operating-tool';

async function main(): Promise<string> {
  const { PARLEY_DATABASE_DIRECT_URL, DATABASE_URL } = readEnv(process.env);
  const url = PARLEY_DATABASE_DIRECT_URL ?? DATABASE_URL;
  if (!url) throw startError('Set DATABASE_URL: the embedded database is migrated by the start alone.');
  const applied = await migrateDatabase(url, 'prisma/migrations');
  return applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database has all migrations.';
}

await runOperatingTool(main);
