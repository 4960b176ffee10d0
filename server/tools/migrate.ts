// Applies the migrations that a database lacks, and exits: `npm run migrate`. A start does the same before it serves.
import { existsSync } from 'node:fs';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { readEnv } from '@/server/env';
import { startError } from '@/server/shared/start-error';

async function main(): Promise<string> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { PARLEY_DATABASE_DIRECT_URL, DATABASE_URL } = readEnv(process.env);
  const url = PARLEY_DATABASE_DIRECT_URL ?? DATABASE_URL;
  if (!url) throw startError('Set DATABASE_URL: the embedded database is migrated by the start alone.');
  const applied = await migrateDatabase(url, 'prisma/migrations');
  return applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database has all migrations.';
}

try {
  console.log(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
