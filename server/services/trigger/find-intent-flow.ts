import { findTrigger } from '@/server/db/flow-trigger/store';
import type { ServiceContext } from '../context';
import { type TriggerView, toTriggerViews } from './view';

/**
 * The published flow that an intent starts, or null. No scope is asked for: visitors name intents, too, and their channel
 * says which ones it admits.
 */
export async function findIntentFlow(
  { db, actor }: ServiceContext,
  name: string,
): Promise<TriggerView<'intent'> | null> {
  const row = await findTrigger(db, { orgId: actor.orgId, type: 'intent', name, flowId: null });
  return toTriggerViews(row ? [row] : [], 'intent')[0] ?? null;
}
