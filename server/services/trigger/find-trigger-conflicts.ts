import { listTriggerOwners } from '@/server/db/flow-trigger/store';
import { type Trigger, triggerName } from '@/server/engine/definition/trigger';
import type { FlowProblemDetail } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { toNewTrigger } from './view';

export type OwnTriggers = { triggers: readonly Trigger[]; ownSlug: string };

/**
 * Lists the intents and forms of a flow that another flow of the organization already uses; events may trigger many.
 */
export async function findTriggerConflicts(
  { db }: ServiceContext,
  orgId: string,
  { triggers, ownSlug }: OwnTriggers,
): Promise<FlowProblemDetail[]> {
  if (triggers.length === 0) return [];
  const wanted = triggers.map(toNewTrigger);
  const owners = await listTriggerOwners(db, { orgId, triggers: wanted, ownSlug });
  return owners.flatMap(({ type, name, slug, flowName }) => {
    const index = triggers.findIndex((trigger) => trigger.type === type && triggerName(trigger) === name);
    const message = `The ${type} "${name}" already starts the flow "${flowName}" (${slug}).`;
    const path = `/triggers/${index}/${type === 'form' ? 'code' : 'name'}`;
    return [{ severity: 'error' as const, code: 'trigger_taken', nodeId: null, path, message }];
  });
}
