import { sql } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';
import type { FlowKey } from './store';
import type { StoredTags } from './stored-tags';

/** Lists the tags of flows that are not archived, each in one spelling, at most `take`, by their keys. */
export async function listFlowTags(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<string[]> {
  const tags = build
    .selectFrom('flows')
    .innerJoinLateral(sql<{ key: string; value: string }>`json_each_text(flows.tags)`.as('tag'), (join) =>
      join.onTrue(),
    )
    .select(({ fn }) => fn.min<string>('tag.value').as('name'))
    .where('flows.orgId', '=', orgId)
    .where('flows.archivedAt', 'is', null)
    .groupBy('tag.key');
  return (await listRows(db, tags.orderBy('tag.key').limit(take))).map(({ name }) => name);
}

/** Gives a flow these tags and no others; false when there is none, or it is archived. */
export async function updateFlowTags(
  tx: AuditedTransaction,
  { orgId, flowId, tags }: FlowKey & { tags: StoredTags },
): Promise<boolean> {
  const update = build
    .updateTable('flows')
    .set({ tags: toStoredJson(tags) })
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('archivedAt', 'is', null);
  return (await countRows(tx, update)) === 1;
}
