import type { Compilable } from 'kysely';
import type { Json } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Database } from '../connection/client';
import type { Db, Transaction } from '../connection/transaction';
import { deleteTranscripts } from '../session/delete';
import { takeByOrganization } from '../statement/by-organization';
import { build, countRows, listRows } from '../statement/query';

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
export async function pruneTestVersions(
  db: Database,
  { usedBefore, limit }: { usedBefore: Date; limit: number },
): Promise<number> {
  const unused = build
    .selectFrom('flowVersions')
    .where('kind', '=', 'test')
    .where('createdAt', '<', usedBefore);
  const deleted = await takeByOrganization({
    limit,
    find: (limit) => listRows(db, unused.select(['orgId', 'id']).orderBy('createdAt').limit(limit)),
    take: (orgId, found) => {
      const ids = found.map(({ id }) => id);
      const own = unused.select('id').where('orgId', '=', orgId).where('id', 'in', ids);
      return db.transaction((tx) => deleteVersions(tx, { orgId, own: own.forUpdate().skipLocked() }));
    },
  });
  return deleted.length;
}

// Sessions are deleted with the row by their foreign key; none can begin while it is locked.
async function deleteVersions(
  tx: Transaction,
  { orgId, own }: { orgId: string; own: Compilable<{ id: string }> },
): Promise<string[]> {
  const ids = (await listRows(tx, own)).map(({ id }) => id);
  if (ids.length === 0) return [];
  const sessions = build.selectFrom('sessions').select('id').where('orgId', '=', orgId);
  await deleteTranscripts(tx, { orgId, sessions: sessions.where('versionId', 'in', ids).forUpdate() });
  await countRows(tx, build.deleteFrom('flowVersions').where('orgId', '=', orgId).where('id', 'in', ids));
  return ids;
}
