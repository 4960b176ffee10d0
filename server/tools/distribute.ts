// Places the tables and functions of a database on the nodes of Citus: `npm run distribute`. Says what it did, and what was so
// before.
import { type Distribution, distributeDatabase } from '@/server/db/distribute/distribute';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { readEnv } from '@/server/env';
import { startError } from '@/server/shared/start-error';
import { runOperatingTool } from './run-operating-tool';

async function main(): Promise<string> {
  const { PARLEY_DATABASE_DIRECT_URL, DATABASE_URL } = readEnv(process.env);
  const url = PARLEY_DATABASE_DIRECT_URL ?? DATABASE_URL;
  if (!url) throw startError('Set DATABASE_URL to the coordinator of Citus.');
  const migrated = await migrateDatabase(url, 'prisma/migrations');
  const sentences = describeDistribution(await distributeDatabase(url));
  if (migrated.length > 0) sentences.unshift(`Applied the migrations: ${migrated.join(', ')}.`);
  return sentences.join('\n');
}

function describeDistribution({ version, nodes, placed, kept }: Distribution): string[] {
  const list = ({ tables, functions }: Distribution['placed']) => ({
    distributed: tables.filter(({ placement }) => placement === 'distributed').map(({ table }) => table),
    reference: tables.filter(({ placement }) => placement === 'reference').map(({ table }) => table),
    functions,
  });
  const [now, before] = [list(placed), list(kept)];
  return [
    `Citus ${version} with rows on ${nodes.join(', ')}.`,
    toSentence('Distributed by org_id', now.distributed, before.distributed),
    toSentence('Copied to every node', now.reference, before.reference),
    toSentence("Functions that run on the organization's node", now.functions, before.functions),
  ];
}

function toSentence(what: string, now: readonly string[], before: readonly string[]): string {
  const done = now.length > 0 ? now.join(', ') : 'nothing new';
  return `${what}: ${done}${before.length > 0 ? `; ${before.length} before` : ''}.`;
}

await runOperatingTool(main);
