import path from 'node:path';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { openWithClosers } from '../support/closers';
import type { Part } from '../support/part';
import type { Chance } from '../support/seeded';
import { findInstalledPostgres, type InstalledPostgres, openInstalledPostgres } from './installed-postgres';
import { judgeFleet } from './judge-fleet';
import { beginLoad, type Load } from './load';
import { type Fleet, openFleet } from './open-fleet';
import { dismissAll } from './replace';
import { type Dumped, goOnWith, refuseOtherSecret } from './restored';

/*
 * pg_dump must match the server's version and the PostgreSQL from npm lacks it: this part runs on a
 * server installed on the machine and is skipped where there is none.
 */

const NONE: Part = { counts: { 'backups tried': 0 }, percentiles: {}, successes: 0, failures: [] };
const CALLERS = { talking: 20, waiting: 4 };
const BEFORE = { messages: 300, limitMs: 20_000 };
const AFTER = { messages: 150, limitMs: 20_000 };
const [ORIGINAL, RESTORED] = ['parley', 'restored'];

/** Dumps a database under load, restores it, and continues every dumped session there. */
export async function stressBackup(chance: Chance): Promise<Part> {
  const programs = findInstalledPostgres();
  if (programs === null) return NONE;
  const setup = await openSetup(programs);
  try {
    const { postgres, fleet } = setup;
    const load = await beginLoad(fleet, CALLERS, chance);
    const dumped = await dumpDuring(postgres, fleet, load);
    const judged = await judgeFleet(fleet, load);
    const gone = dismissAll(fleet);
    const databaseUrl = await restore(postgres, dumped);
    const refused = await refuseOtherSecret(fleet, databaseUrl);
    const goneOn = await goOnWith(fleet, databaseUrl, dumped);
    return {
      counts: {
        'backups tried': 1,
        'backup: turns beside the dump': judged.counts.turns ?? 0,
        'backup: ms that the dump took': dumped.ms,
        'backup: messages in the dump': goneOn.messages,
        'backup: sessions that went on': goneOn.sessions,
        'backup: webhooks that came once more': goneOn.again,
        'backup: webhooks signed with the restored secret': goneOn.signed,
      },
      percentiles: {},
      successes: goneOn.sessions,
      failures: [...judged.failures, ...gone, ...refused, ...goneOn.failures].map(
        (what) => `backup: ${what}`,
      ),
    };
  } finally {
    await setup.close();
  }
}

type Setup = { postgres: InstalledPostgres; fleet: Fleet; close(): Promise<void> };

function openSetup(programs: string): Promise<Setup> {
  return openWithClosers(async ({ opened, close }) => {
    const postgres = opened(await openInstalledPostgres(programs));
    await postgres.create(ORIGINAL);
    const databaseUrl = postgres.url(ORIGINAL);
    await migrateDatabase(databaseUrl, path.resolve('prisma/migrations'));
    const fleet = opened(
      await openFleet({ databaseUrl, directUrl: null, roles: ['api,worker'], webhooksFail: true }),
    );
    return { postgres, fleet, close };
  });
}

async function dumpDuring(postgres: InstalledPostgres, fleet: Fleet, load: Load): Promise<Dumped> {
  const [member] = fleet.members;
  try {
    await load.progress.reach(BEFORE.messages, BEFORE.limitMs);
    const conversations = load.conversations.map((conversation) => ({
      conversation,
      before: [...conversation.acknowledged],
    }));
    const file = path.join(postgres.dir, 'parley.dump');
    const begunAt = Date.now();
    await postgres.run('pg_dump', ['-Fc', `--dbname=${postgres.url(ORIGINAL)}`, `--file=${file}`]);
    const ms = Date.now() - begunAt;
    await load.progress.reach(load.progress.acknowledged() + AFTER.messages, AFTER.limitMs);
    return { file, ms, conversations, pid: member?.app.process.pid ?? 0, at: Date.now() };
  } finally {
    await load.stop();
  }
}

async function restore(postgres: InstalledPostgres, { file }: Dumped): Promise<string> {
  await postgres.create(RESTORED);
  const databaseUrl = postgres.url(RESTORED);
  await postgres.run('pg_restore', ['--exit-on-error', `--dbname=${databaseUrl}`, file]);
  return databaseUrl;
}
