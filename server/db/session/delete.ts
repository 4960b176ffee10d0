/*
 * session/with-transcript  A session's turns are deleted in the transaction that deletes it, also those that were
 *    committed while it waited; no foreign key does it, because its check would slow every turn.
 */
import { type SelectQueryBuilder, sql } from 'kysely';
import { FORK_CHANNEL } from '@/server/shared/fork-channel';
import type { Transaction } from '../connection/transaction';
import { deleteCoverageOf } from '../coverage/prune';
import { build, countRows, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

type Deletion = {
  orgId: string;
  /** Locks the sessions of the organization that are to be deleted. */
  sessions: SelectQueryBuilder<Tables, 'sessions', { id: string }>;
};

/** Deletes the turns of sessions, which the transaction deletes next; returns their ids. */
export async function deleteTranscripts(tx: Transaction, { orgId, sessions }: Deletion): Promise<string[]> {
  const ids = (await listRows(tx, sessions)).map(({ id }) => id);
  if (ids.length === 0) return [];
  await countRows(tx, build.deleteFrom('turns').where('orgId', '=', orgId).where('sessionId', 'in', ids));
  await deleteCoverageOf(tx, { orgId, sessionIds: ids });
  return ids;
}

/** Chooses and locks the forks that continue sessions: they have the same words. */
export function chooseForks(orgId: string, ids: readonly string[]): Deletion['sessions'] {
  return build
    .selectFrom('sessions')
    .select('id')
    .where('orgId', '=', orgId)
    .where('isTest', '=', true)
    .where('channel', '=', FORK_CHANNEL)
    .where(sql<string>`metadata->'fork'->>'sessionId'`, 'in', ids)
    .forUpdate();
}
