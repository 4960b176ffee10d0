import { listTriggers } from '@/server/db/flow-trigger/store';
import type { ServiceContext } from '../context';
import { type TriggerView, toTriggerViews } from './view';

/**
 * Lists the intents of published flows: pinned first, then by priority, then by label. Requires no scope, because
 * visitors see them.
 */
export async function listIntents({ db, actor }: ServiceContext): Promise<TriggerView<'intent'>[]> {
  const rows = await listTriggers(db, { orgId: actor.orgId, type: 'intent' });
  return toTriggerViews(rows, 'intent').sort(byImportance);
}

type View = TriggerView<'intent'>;

function byImportance({ trigger: left }: View, { trigger: right }: View): number {
  return (
    Number(right.isPinned ?? false) - Number(left.isPinned ?? false) ||
    (right.priority ?? 0) - (left.priority ?? 0) ||
    left.displayLabel.localeCompare(right.displayLabel, 'en')
  );
}
