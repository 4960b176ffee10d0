import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';

if (existsSync('.env')) process.loadEnvFile('.env');

/** The embedded PostgreSQL while it runs, as server/db/embedded finds it; a config cannot import by the path alias. */
function findEmbeddedUrl(): string | undefined {
  const cluster = path.join(process.env.PARLEY_DATA_DIR ?? '.data', 'postgres/cluster');
  if (!existsSync(path.join(cluster, 'postmaster.pid'))) return undefined;
  const { password } = JSON.parse(readFileSync(path.join(cluster, 'parley.json'), 'utf8'));
  const port = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgresql://parley:${password}@127.0.0.1:${port}/parley`;
}

const { PARLEY_DATABASE_DIRECT_URL, DATABASE_URL } = process.env;
const url = PARLEY_DATABASE_DIRECT_URL ?? DATABASE_URL ?? findEmbeddedUrl();

export default defineConfig({
  schema: '../prisma/schema',
  migrations: { path: '../prisma/migrations' },
  ...(url && { datasource: { url } }),
});
