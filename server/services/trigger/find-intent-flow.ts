import { findTrigger } from '@/server/db/flow-trigger/store';
import type { ServiceContext } from '../context';
import { type TriggerView, toTriggerViews } from './view';

/**
 * Finds the published flow of an intent; null when there is none. Requires no scope, because visitors send intents
 * and their channel decides which ones it allows.
 */
export async function findIntentFlow(
  { db, actor }: ServiceContext,
  name: string,
): Promise<TriggerView<'intent'> | null> {
  const row = await findTrigger(db, { orgId: actor.orgId, type: 'intent', name, flowId: null });
  return toTriggerViews(row ? [row] : [], 'intent')[0] ?? null;
}
