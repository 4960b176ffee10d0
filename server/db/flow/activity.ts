import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { TriggerType } from '@/server/engine/definition/trigger';
import type { Db } from '../connection/transaction';
import { LIVE_STATUSES, TRIGGER_TYPES } from '../statement/checked-values';
import { build, listRows } from '../statement/query';

export type FlowActivityRow = {
  flowId: string;
  /** Sessions that have not finished; test sessions are left out. */
  live: number;
  /** The triggers of the published version, by type and name. */
  triggers: { type: TriggerType; name: string }[];
};

/** Lists the triggers of some flows, and how many of their sessions have not finished. */
export function listFlowActivity(
  db: Db,
  { orgId, flowIds }: { orgId: string; flowIds: readonly string[] },
): Promise<FlowActivityRow[]> {
  if (flowIds.length === 0) return Promise.resolve([]);
  const flows = build
    .selectFrom('flows')
    .select('flows.id as flowId')
    .select(({ selectFrom }) => [
      selectFrom('sessions')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('sessions.orgId', '=', orgId)
        .whereRef('sessions.flowId', '=', 'flows.id')
        .where('sessions.status', 'in', LIVE_STATUSES)
        .where((eb) => eb.not('sessions.isTest'))
        .$asScalar()
        .$notNull()
        .as('live'),
      jsonArrayFrom(
        selectFrom('flowTriggers as trigger')
          .select(['trigger.type', 'trigger.name'])
          .where('trigger.orgId', '=', orgId)
          .whereRef('trigger.flowId', '=', 'flows.id')
          .whereRef('trigger.versionId', '=', 'flows.publishedVersionId')
          .orderBy(sql`array_position(${[...TRIGGER_TYPES]}::text[], trigger.type)`)
          .orderBy('trigger.name'),
      ).as('triggers'),
    ])
    .where('flows.orgId', '=', orgId)
    .where('flows.id', 'in', flowIds)
    .where('flows.archivedAt', 'is', null);
  return listRows(db, flows);
}
