import { listTriggerOwners } from '@/server/db/flow-trigger/store';
import { type Trigger, triggerName } from '@/server/engine/definition/trigger';
import type { FlowProblemDetail } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { describeTakenTrigger } from './taken-trigger';
import { toNewTrigger } from './view';

/** Triggers, and the slugs of the flows that may have them already. */
export type OwnTriggers = { triggers: readonly Trigger[]; ownSlugs: readonly string[] };

/**
 * Lists the intents and forms of a flow that another flow of the organization already uses; events may trigger many.
 */
export async function findTriggerConflicts(
  { db }: ServiceContext,
  orgId: string,
  { triggers, ownSlugs }: OwnTriggers,
): Promise<FlowProblemDetail[]> {
  if (triggers.length === 0) return [];
  const wanted = triggers.map(toNewTrigger);
  const owners = await listTriggerOwners(db, { orgId, triggers: wanted, ownSlugs });
  return owners.flatMap((owner) => {
    const index = triggers.findIndex(
      (trigger) => trigger.type === owner.type && triggerName(trigger) === owner.name,
    );
    const trigger = triggers[index];
    return trigger ? [describeTakenTrigger(trigger, index, owner)] : [];
  });
}
