import { sql } from 'kysely';
import type { Db, Transaction } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';

type Conversation = { orgId: string; sessionId: string };

/** Lists the labels in use, by name. */
export async function listLabels(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<string[]> {
  const labels = build.selectFrom('conversationLabels').select('label').distinct().where('orgId', '=', orgId);
  return (await listRows(db, labels.orderBy('label').limit(take))).map(({ label }) => label);
}

/** Replaces the labels of a conversation; throws foreign_key_violation without it. */
export async function replaceLabels(
  tx: Transaction,
  { orgId, sessionId, labels }: Conversation & { labels: readonly string[] },
): Promise<void> {
  const own = build.deleteFrom('conversationLabels').where('orgId', '=', orgId);
  await countRows(tx, own.where('sessionId', '=', sessionId));
  if (labels.length === 0) return;
  const rows = labels.map((label) => ({ orgId, sessionId, label }));
  // Two members may set the same label at once.
  const insert = build.insertInto('conversationLabels').values(rows);
  await countRows(
    tx,
    insert.onConflict((conflict) => conflict.columns(['orgId', 'sessionId', 'label']).doNothing()),
  );
}

/** The labels of the session `s`, by name. */
export const labelsOf = (orgId: string) => sql<string[]>`ARRAY(
  SELECT l.label FROM conversation_labels l WHERE l.org_id = ${orgId} AND l.session_id = s.id ORDER BY l.label)`;
