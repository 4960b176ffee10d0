import { findTrigger } from '@/server/db/flow-trigger/store';
import { isUuid } from '@/server/shared/ids';
import { isStorable } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { type TriggerView, toTriggerViews } from './view';

/** The form of that code, else the first form of the flow with that id, or null. No scope is asked for: visitors fill forms. */
export async function findForm(
  { db, actor }: ServiceContext,
  codeOrFlowId: string,
): Promise<TriggerView<'form'> | null> {
  if (!isStorable(codeOrFlowId)) return null;
  const flowId = isUuid(codeOrFlowId) ? codeOrFlowId : null;
  const row = await findTrigger(db, { orgId: actor.orgId, type: 'form', name: codeOrFlowId, flowId });
  return toTriggerViews(row ? [row] : [], 'form')[0] ?? null;
}
