import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** A version as sessions run it: `number` is null for a trial's copy of a draft. */
export type RunVersionRow = {
  id: string;
  flowId: string;
  number: number | null;
  createdAt: Date;
  definition: Json;
  links: Record<string, string>;
};

type Key = { orgId: string; flowId: string; versionId: string };

// Sessions outlive their flow's place in the lists: a version of an archived flow is still read.
const find = defineStatement<Key>(
  'find_run_version',
  `SELECT id, flow_id "flowId", number, created_at "createdAt", definition, links FROM flow_versions
   WHERE org_id = :orgId AND id = :versionId AND flow_id = :flowId`,
);

/** Finds a version of a flow, published or a trial's. */
export async function findRunVersion({ pool }: Db, key: Key): Promise<RunVersionRow | null> {
  return (await pool.query<RunVersionRow>(find(key))).rows[0] ?? null;
}
