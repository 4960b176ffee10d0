import { sql } from 'kysely';
import type { Transaction } from '../connection/transaction';
import { build, countRows } from '../statement/query';

// Any number that no other lock of ours uses.
const FIRST_RUN_LOCK = 7_105_001;

/** Makes sign-ups of the first owner wait for each other until the transaction ends. */
export async function lockFirstRun(tx: Transaction): Promise<void> {
  await countRows(tx, build.selectNoFrom(sql`pg_advisory_xact_lock(${FIRST_RUN_LOCK})`.as('lock')));
}
