import type { Pool } from 'pg';
import type { Json } from '@/server/engine/json';
import { defineStatement } from './statement';

/** A trigger of a published flow. */
export type TriggerRow = { flowId: string; versionId: string; name: string; trigger: Json };

const OPEN = `FROM flow_triggers t JOIN flows f ON f.org_id = t.org_id AND f.id = t.flow_id
  WHERE t.org_id = :orgId AND f.archived_at IS NULL AND f.published_version_id = t.version_id`;

const eventFlows = defineStatement<{ orgId: string; name: string }>(
  'find_event_flows',
  `SELECT t.flow_id "flowId", t.version_id "versionId", t.name, t.trigger ${OPEN}
   AND t.type = 'event' AND t.name = :name ORDER BY t.flow_id`,
);

/** The published flows that an event starts, the oldest first. */
export async function findEventTriggers(
  pool: Pool,
  params: { orgId: string; name: string },
): Promise<TriggerRow[]> {
  return (await pool.query<TriggerRow>(eventFlows(params))).rows;
}
