// Says which migrations a database lacks: `npm run migrate:status`. It answers as `prisma migrate status`, which needs
// an engine that Prisma downloads.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findEmbeddedUrl } from '@/server/db/embedded/embedded';
import { readEnv } from '@/server/env';
import { startError } from '@/server/shared/start-error';
import { getMigrationStatus } from './schema/migration-status';

const NOT_RUNNING = 'The database was not found: start Parley first, or set DATABASE_URL.';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { PARLEY_DATABASE_DIRECT_URL, DATABASE_URL, PARLEY_DATA_DIR } = readEnv(process.env);
  const named = PARLEY_DATABASE_DIRECT_URL ?? DATABASE_URL;
  const url = named ?? (await findEmbeddedUrl(path.resolve(PARLEY_DATA_DIR, 'postgres')));
  if (!url) throw startError(NOT_RUNNING);
  const { isCurrent, text } = await getMigrationStatus(url, 'prisma/migrations');
  console.log(text);
  if (!isCurrent) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
