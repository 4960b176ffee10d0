import { type Trigger, trigger as triggerSchema } from '@/server/engine/definition/trigger';
import type { Json } from '@/server/engine/json';
import { isJsonObject } from '@/server/shared/json';

/** The triggers of a stored definition. */
export function readTriggers(definition: Json): Trigger[] {
  const { triggers } = isJsonObject(definition) ? definition : {};
  if (!Array.isArray(triggers)) return [];
  return triggers.flatMap((each) => triggerSchema.safeParse(each).data ?? []);
}
