/*
 * Requests to move the live sessions of a flow to a version, as jobs of workers.
 *
 * migration/counted-in-commit  A session that a request moves is counted with its move, and only by the worker that has the
 *    request: one whose lease is over, or whose request was canceled, moves nothing more.
 */
import type { Selectable } from 'kysely';
import type { AuditedTransaction, Transaction } from '../connection/transaction';
import { createJobLeases, type HeldJob } from '../job/job-leases';
import { createJobRequests } from '../job/job-requests';
import type { JobKey } from '../job/job-table';
import { build, countRows, getRow } from '../statement/query';
import type { Tables } from '../statement/tables';

const COLUMNS = [
  ...(['id', 'flowId', 'versionId', 'versionNumber', 'status', 'moved', 'done', 'total'] as const),
  ...(['result', 'failure', 'createdBy', 'createdAt', 'finishedAt'] as const),
] as const;
const CLAIMED = [
  'orgId',
  'id',
  'flowId',
  'versionId',
  'versionNumber',
  'attempts',
  'moved',
  'result',
] as const;

type Migration = Selectable<Tables['sessionMigrations']>;
export type MigrationRow = Pick<Migration, (typeof COLUMNS)[number]>;
export type ClaimedMigration = Pick<Migration, (typeof CLAIMED)[number]>;

export const migrationRequests = createJobRequests('sessionMigrations', COLUMNS);
export const migrationLeases = createJobLeases('sessionMigrations', CLAIMED);

export type NewMigration = JobKey & {
  flowId: string;
  versionId: string;
  versionNumber: number;
  createdBy: string;
  at: Date;
};

/** Stores a request that is due at once. */
export function insertMigration(
  tx: AuditedTransaction,
  { at, ...values }: NewMigration,
): Promise<MigrationRow> {
  const insert = build.insertInto('sessionMigrations').values({ ...values, createdAt: at, dueAt: at });
  return getRow(tx, insert.returning(COLUMNS));
}

/** Counts a session that the request has moved; false when this process does not have the request any more. */
export async function countMoved(tx: Transaction, { orgId, id, processId }: HeldJob): Promise<boolean> {
  const count = build
    .updateTable('sessionMigrations')
    .set((eb) => ({ moved: eb('moved', '+', 1) }))
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .where('leasedBy', '=', processId);
  return (await countRows(tx, count)) === 1;
}
