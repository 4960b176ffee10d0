import type { TriggerType } from '@/server/engine/definition/trigger';
import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { build, findRow, listRows } from '../statement/query';

/** A trigger of a published flow. */
export type TriggerRow = {
  flowId: string;
  versionId: string;
  slug: string;
  flowName: string;
  name: string;
  trigger: Json;
};

/** A trigger as it is stored beside a version. */
export type NewTrigger = { type: TriggerType; name: string; trigger: Json };

/** A trigger that only one flow of an organization can have, and the flow that has it. */
export type TriggerOwner = { type: TriggerType; name: string; slug: string; flowName: string };

const ofFlows = build
  .selectFrom('flowTriggers as trigger')
  .innerJoin('flows', (join) =>
    join.onRef('flows.orgId', '=', 'trigger.orgId').onRef('flows.id', '=', 'trigger.flowId'),
  )
  .select(['trigger.name', 'flows.slug', 'flows.name as flowName'])
  .where('flows.archivedAt', 'is', null);

const published = ofFlows
  .select(['trigger.flowId', 'trigger.versionId', 'trigger.trigger'])
  .whereRef('flows.publishedVersionId', '=', 'trigger.versionId');

type OfType = { orgId: string; type: TriggerType };

/** Lists all triggers of a type, by name. */
export function listTriggers(db: Db, { orgId, type }: OfType): Promise<TriggerRow[]> {
  const triggers = published.where('trigger.orgId', '=', orgId).where('trigger.type', '=', type);
  return listRows(db, triggers.orderBy('trigger.name').orderBy('trigger.flowId'));
}

/** Finds the trigger with a name; where there is none, the first one of a flow. */
export function findTrigger(
  db: Db,
  { orgId, type, name, flowId }: OfType & { type: 'intent' | 'form'; name: string; flowId: string | null },
): Promise<TriggerRow | null> {
  const triggers = published
    .where('trigger.orgId', '=', orgId)
    .where('trigger.type', '=', type)
    .where((eb) => eb.or([eb('trigger.name', '=', name), eb('trigger.flowId', '=', flowId)]))
    .orderBy((eb) => eb('trigger.name', '<>', name));
  return findRow(db, triggers.orderBy('trigger.name').limit(1));
}

/** Lists which of these triggers flows with other slugs have, of those that only one flow can have. */
export function listTriggerOwners(
  db: Db,
  {
    orgId,
    triggers,
    ownSlugs,
  }: { orgId: string; triggers: readonly NewTrigger[]; ownSlugs: readonly string[] },
): Promise<TriggerOwner[]> {
  if (triggers.length === 0) return Promise.resolve([]);
  const owners = ofFlows
    .select('trigger.type')
    .where('trigger.orgId', '=', orgId)
    .where('trigger.type', '<>', 'event')
    .$if(ownSlugs.length > 0, (others) => others.where('flows.slug', 'not in', ownSlugs))
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('trigger.type', 'trigger.name'),
        'in',
        triggers.map(({ type, name }) => tuple(type, name)),
      ),
    );
  return listRows(db, owners);
}

/** Lists the triggers of the published flows that an event starts, the oldest flow first. */
export function listEventTriggers(
  db: Db,
  { orgId, name }: { orgId: string; name: string },
): Promise<TriggerRow[]> {
  const triggers = published.where('trigger.orgId', '=', orgId).where('trigger.type', '=', 'event');
  return listRows(db, triggers.where('trigger.name', '=', name).orderBy('trigger.flowId'));
}
