import type { TriggerType } from '@/server/engine/definition/trigger';
import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** A trigger of a published flow. */
export type TriggerRow = {
  flowId: string;
  versionId: string;
  slug: string;
  flowName: string;
  name: string;
  trigger: Json;
};

/** What starts flows, as it is kept beside a version. */
export type NewTrigger = { type: TriggerType; name: string; trigger: Json };

/** A trigger of which there can be one in an organization, and the flow that has it. */
export type TriggerOwner = { type: TriggerType; name: string; slug: string; flowName: string };

const COLUMNS = `t.flow_id "flowId", t.version_id "versionId", f.slug, f.name "flowName", t.name, t.trigger`;

const OPEN = `FROM flow_triggers t JOIN flows f ON f.org_id = t.org_id AND f.id = t.flow_id
  WHERE t.org_id = :orgId AND f.archived_at IS NULL AND f.published_version_id = t.version_id`;

const eventFlows = defineStatement<{ orgId: string; name: string }>(
  'find_event_flows',
  `SELECT ${COLUMNS} ${OPEN}
   AND t.type = 'event' AND t.name = :name ORDER BY t.flow_id`,
);

const list = defineStatement<{ orgId: string; type: TriggerType }>(
  'list_triggers',
  `SELECT ${COLUMNS} ${OPEN} AND t.type = :type::text ORDER BY t.name, t.flow_id`,
);

// A code goes before the id of a flow, which has its first form.
const find = defineStatement<{ orgId: string; type: TriggerType; name: string; flowId: string | null }>(
  'find_trigger',
  `SELECT ${COLUMNS} ${OPEN} AND t.type = :type::text AND (t.name = :name OR t.flow_id = :flowId::uuid)
   ORDER BY t.name <> :name, t.name LIMIT 1`,
);

const owners = defineStatement<{ orgId: string; types: string[]; names: string[]; ownSlug: string }>(
  'find_trigger_owners',
  `SELECT t.type, t.name, f.slug, f.name "flowName"
   FROM flow_triggers t JOIN flows f ON f.org_id = t.org_id AND f.id = t.flow_id
   WHERE t.org_id = :orgId AND t.type <> 'event' AND f.archived_at IS NULL AND f.slug <> :ownSlug
     AND (t.type::text, t.name) IN (SELECT * FROM unnest(:types::text[], :names::text[]))`,
);

/** All triggers of a type, by name. */
export async function listTriggers(
  { pool }: Db,
  params: { orgId: string; type: TriggerType },
): Promise<TriggerRow[]> {
  return (await pool.query<TriggerRow>(list(params))).rows;
}

/** The trigger of that name, else the first of that flow. */
export async function findTrigger(
  { pool }: Db,
  params: { orgId: string; type: 'intent' | 'form'; name: string; flowId: string | null },
): Promise<TriggerRow | null> {
  return (await pool.query<TriggerRow>(find(params))).rows[0] ?? null;
}

/** Which of these triggers other flows have, of those that only one flow can have. */
export async function listTriggerOwners(
  { pool }: Db,
  { triggers, ...rest }: { orgId: string; triggers: readonly NewTrigger[]; ownSlug: string },
): Promise<TriggerOwner[]> {
  const types = triggers.map(({ type }) => type);
  const names = triggers.map(({ name }) => name);
  return (await pool.query<TriggerOwner>(owners({ ...rest, types, names }))).rows;
}

/** The published flows that an event starts, the oldest first. */
export async function listEventTriggers(
  { pool }: Db,
  params: { orgId: string; name: string },
): Promise<TriggerRow[]> {
  return (await pool.query<TriggerRow>(eventFlows(params))).rows;
}
