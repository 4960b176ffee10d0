import { listTriggers } from '@/server/db/flow-trigger/store';
import type { ServiceContext } from '../context';
import { type TriggerView, toTriggerViews } from './view';

/**
 * The intents of the organization's published flows: pinned ones first, then by priority, then by label. No scope is asked
 * for: visitors are shown them, too.
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
