import { type Trigger, triggerName } from '@/server/engine/definition/trigger';
import type { FlowProblemDetail } from '@/server/shared/errors';

/** Describes an intent or form, at `index` in its flow's triggers, that another flow has. */
export function describeTakenTrigger(
  trigger: Trigger,
  index: number,
  { slug, flowName }: { slug: string; flowName: string },
): FlowProblemDetail {
  const { type } = trigger;
  const message = `The ${type} "${triggerName(trigger)}" already starts the flow "${flowName}" (${slug}).`;
  const path = `/triggers/${index}/${type === 'form' ? 'code' : 'name'}`;
  return { severity: 'error', code: 'trigger_taken', nodeId: null, path, message };
}
