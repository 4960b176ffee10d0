import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';
import { toStoredJson } from '../statement/stored-json';

export type NewTestVersion = {
  orgId: string;
  versionId: string;
  flowId: string;
  definition: Json;
  links: Record<string, string>;
  createdBy: string;
  at: Date;
};

/** Stores a copy of a draft for test sessions to be pinned to, whose id follows from its contents; a stored one counts as new again. */
export async function upsertTestVersion(db: Db, version: NewTestVersion): Promise<void> {
  const { orgId, versionId, flowId, definition, links, createdBy, at } = version;
  const stored = { definition: toStoredJson(definition), links: toStoredJson(links) };
  const insert = build
    .insertInto('flowVersions')
    .values({ orgId, id: versionId, flowId, kind: 'test', ...stored, createdBy, createdAt: at });
  await countRows(
    db,
    insert.onConflict((conflict) => conflict.columns(['orgId', 'id']).doUpdateSet({ createdAt: at })),
  );
}

/** Deletes up to `limit` test copies that were last used before a time, with their sessions; returns how many. */
export function pruneTestVersions(
  db: Db,
  { usedBefore, limit }: { usedBefore: Date; limit: number },
): Promise<number> {
  const old = build
    .selectFrom('flowVersions')
    .select(['orgId', 'id'])
    .where('kind', '=', 'test')
    .where('createdAt', '<', usedBefore)
    .orderBy('createdAt')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const versions = build
    .deleteFrom('flowVersions')
    .using(old.as('old'))
    .whereRef('flowVersions.orgId', '=', 'old.orgId')
    .whereRef('flowVersions.id', '=', 'old.id');
  return countRows(db, versions);
}
