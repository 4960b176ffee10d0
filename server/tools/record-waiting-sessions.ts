import { writeFileSync } from 'node:fs';
import { MIGRATIONS } from '@/server/container';
import { listMigrationNames } from '@/server/db/migrate/migration-files';
import {
  startWaitingSessions,
  type WaitingSessions,
} from '@/server/services/session/fixtures/start-waiting-sessions';
import { createManualClock } from './test/manual-clock';
import { openTestEnv, type TestEnv } from './test/platform';
import { openTestPostgres } from './test/postgres';

/** A database with waiting sessions, as a build has written them: its rows by table. */
export type RecordedDatabase = { orgId: string; sessions: WaitingSessions; tables: Record<string, object[]> };

/*
 * Records waiting sessions as this build writes them, for the upgrade test of later builds:
 * `node server/tools/run-tool.mjs server/tools/record-waiting-sessions.ts`. Run it before you add a migration. A recording is
 * never made again.
 */
async function record(): Promise<string> {
  const newest = (await listMigrationNames(MIGRATIONS)).at(-1);
  const { stop, ...postgres } = await openTestPostgres();
  const testEnv = await openTestEnv({ clock: createManualClock() }, postgres);
  try {
    const sessions = await startWaitingSessions(testEnv);
    const recorded: RecordedDatabase = { orgId: testEnv.orgId, sessions, tables: await readTables(testEnv) };
    const file = `server/services/session/fixtures/recorded/${newest}.json`;
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
