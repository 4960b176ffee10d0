import { findTrigger } from '@/server/db/flow-trigger/store';
import { isUuid } from '@/server/shared/ids';
import { isStorable } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { type TriggerView, toTriggerViews } from './view';

/**
 * Finds a form by code, or the first form of a flow by id; null when there is none. Requires no scope, because
 * visitors fill in forms.
 */
export async function findForm(
  { db, actor }: ServiceContext,
  codeOrFlowId: string,
): Promise<TriggerView<'form'> | null> {
  if (!isStorable(codeOrFlowId)) return null;
  const flowId = isUuid(codeOrFlowId) ? codeOrFlowId : null;
  const row = await findTrigger(db, { orgId: actor.orgId, type: 'form', name: codeOrFlowId, flowId });
  return toTriggerViews(row ? [row] : [], 'form')[0] ?? null;
}
