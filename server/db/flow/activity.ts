import type { TriggerType } from '@/server/engine/definition/trigger';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

export type FlowActivityRow = {
  flowId: string;
  /** Sessions that are not over, trials left out. */
  live: number;
  /** What starts the published version, by type and name. */
  triggers: { type: TriggerType; name: string }[];
};

const select = defineStatement<{ orgId: string; flowIds: readonly string[] }>(
  'select_flow_activity',
  `SELECT f.id "flowId",
     (SELECT count(*)::int FROM sessions s
      WHERE s.org_id = f.org_id AND s.flow_id = f.id AND s.finished_at IS NULL AND NOT s.is_test) live,
     (SELECT coalesce(json_agg(json_build_object('type', t.type, 'name', t.name) ORDER BY array_position(ARRAY['intent', 'event', 'form'], t.type), t.name), '[]')
      FROM flow_triggers t
      WHERE t.org_id = f.org_id AND t.flow_id = f.id AND t.version_id = f.published_version_id) triggers
   FROM flows f WHERE f.org_id = :orgId AND f.id = ANY(:flowIds::uuid[]) AND f.archived_at IS NULL`,
);

/** What starts each of these flows, and how many of its sessions go on. */
export async function listFlowActivity(
  { pool }: Db,
  params: { orgId: string; flowIds: readonly string[] },
): Promise<FlowActivityRow[]> {
  return (await pool.query<FlowActivityRow>(select(params))).rows;
}
