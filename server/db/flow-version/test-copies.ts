import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';

type Key = { orgId: string; versionId: string; flowId: string };
type Stored = Key & { definition: string; links: string; createdBy: string; at: Date };

// One that is used again is as good as new, so that the sweep leaves it.
const keep = defineStatement<Stored>(
  'keep_trial_version',
  `INSERT INTO flow_versions (org_id, id, flow_id, kind, definition, links, created_by, created_at)
   VALUES (:orgId, :versionId, :flowId, 'test', :definition, :links, :createdBy, :at)
   ON CONFLICT (org_id, id) DO UPDATE SET created_at = excluded.created_at`,
);

export type NewTestVersion = Key & {
  definition: Json;
  links: Record<string, string>;
  createdBy: string;
  at: Date;
};

/** Stores a copy of a draft for trial sessions to be pinned to; its id says what it holds, so a second copy is none. */
export async function upsertTestVersion(
  { pool }: Db,
  { definition, links, ...rest }: NewTestVersion,
): Promise<void> {
  await pool.query(keep({ ...rest, definition: toStoredJson(definition), links: toStoredJson(links) }));
}

const drop = defineStatement<{ usedBefore: Date; limit: number }>(
  'drop_trial_versions',
  `DELETE FROM flow_versions v USING (
     SELECT org_id, id FROM flow_versions WHERE kind = 'test' AND created_at < :usedBefore
     ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED
   ) old WHERE v.org_id = old.org_id AND v.id = old.id`,
);

/** Deletes up to `limit` trial versions last used before a time, with their sessions; returns how many. */
export async function pruneTestVersions(
  { pool }: Db,
  params: { usedBefore: Date; limit: number },
): Promise<number> {
  return (await pool.query(drop(params))).rowCount ?? 0;
}
