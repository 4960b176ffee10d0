import type { NewTrigger, TriggerRow } from '@/server/db/flow-trigger/store';
import {
  type Trigger,
  type TriggerOf,
  type TriggerType,
  triggerName,
  trigger as triggerSchema,
} from '@/server/engine/definition/trigger';
import type { Json } from '@/server/engine/json';

/** A trigger of a published flow; `versionId` is the version that it starts. */
export type TriggerView<T extends TriggerType> = {
  flowId: string;
  versionId: string;
  slug: string;
  flowName: string;
  trigger: TriggerOf<T>;
};

/** Parses stored triggers of one type; invalid ones are left out. */
export function toTriggerViews<T extends TriggerType>(
  rows: readonly TriggerRow[],
  type: T,
): TriggerView<T>[] {
  return rows.flatMap(({ flowId, versionId, slug, flowName, trigger }) => {
    const parsed = triggerSchema.safeParse(trigger);
    if (!parsed.success || !isOf(parsed.data, type)) return [];
    return [{ flowId, versionId, slug, flowName, trigger: parsed.data }];
  });
}

/** The row of a trigger. */
export function toNewTrigger(trigger: Trigger): NewTrigger {
  return { type: trigger.type, name: triggerName(trigger), trigger: trigger as unknown as Json };
}

function isOf<T extends TriggerType>(trigger: Trigger, type: T): trigger is TriggerOf<T> {
  return trigger.type === type;
}
