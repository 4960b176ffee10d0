import { writeFileSync } from 'node:fs';
import { MIGRATIONS } from '@/server/container';
import { listMigrationNames } from '@/server/db/migrate/migration-files';
import { type BegunKinds, beginKinds } from '@/server/services/session/fixtures/begin-kinds';
import { createManualClock } from './test/manual-clock';
import { openTestEnv, type TestEnv } from './test/platform';
import { openTestPostgres } from './test/postgres';

/** A database with begun sessions in it, as a build left it: its rows by table. */
export type RecordedDatabase = { orgId: string; sessions: BegunKinds; tables: Record<string, object[]> };

/*
 * Records begun sessions as this build writes them, for builds after the next migration to go on with:
 * `node server/tools/run-tool.mjs server/tools/record-begun.ts`. Run it before a migration is added; what is recorded is
 * never recorded anew.
 */
async function record(): Promise<string> {
  const newest = (await listMigrationNames(MIGRATIONS)).at(-1);
  const { stop, ...postgres } = await openTestPostgres();
  const testEnv = await openTestEnv({ clock: createManualClock() }, postgres);
  try {
    const sessions = await beginKinds(testEnv);
    const recorded: RecordedDatabase = { orgId: testEnv.orgId, sessions, tables: await readTables(testEnv) };
    const file = `server/services/session/fixtures/begun/${newest}.json`;
    writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`);
    return file;
  } finally {
    await testEnv.close();
    await stop();
  }
}

async function readTables({ platform }: TestEnv): Promise<RecordedDatabase['tables']> {
  const { pool } = platform.db;
  const { rows: found } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%' ORDER BY 1",
  );
  const tables: RecordedDatabase['tables'] = {};
  for (const { name } of found) {
    const { rows } = await pool.query<{ row: object }>(`SELECT row_to_json(t) AS row FROM "${name}" t`);
    if (rows.length > 0) tables[name] = rows.map(({ row }) => row);
  }
  return tables;
}

record()
  .then((file) => console.log(file))
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
