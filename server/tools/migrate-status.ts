// Says which migrations a database lacks: `npm run migrate:status`. It answers as `prisma migrate status`, which needs
// an engine that Prisma downloads.
import path from 'node:path';
import { findEmbeddedUrl } from '@/server/db/embedded/embedded';
import { readEnv } from '@/server/env';
import { startError } from '@/server/shared/start-error';
import { runOperatingTool } from './run-operating-tool';
import { getMigrationStatus } from './schema/migration-status';

const NOT_RUNNING = 'The database was not found: start Parley first, or set DATABASE_URL.';

async function main(): Promise<string> {
  const { PARLEY_DATABASE_DIRECT_URL, DATABASE_URL, PARLEY_DATA_DIR } = readEnv(process.env);
  const named = PARLEY_DATABASE_DIRECT_URL ?? DATABASE_URL;
  const url = named ?? (await findEmbeddedUrl(path.resolve(PARLEY_DATA_DIR, 'postgres')));
  if (!url) throw startError(NOT_RUNNING);
  const { isCurrent, text } = await getMigrationStatus(url, 'prisma/migrations');
  if (!isCurrent) process.exitCode = 1;
  return text;
}

await runOperatingTool(main);
