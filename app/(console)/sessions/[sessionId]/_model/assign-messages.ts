import type { MessageView, TurnView } from '@/app/_features/session/view';

/** What each step of a turn said, by the step's place: a node's messages belong to the visits of it, in order. */
export function assignMessages(
  turn: Pick<TurnView, 'no' | 'trace'>,
  messages: readonly MessageView[],
): Map<number, MessageView[]> {
  const byStep = new Map<number, MessageView[]>();
  let from = 0;
  for (const message of messages) {
    if (message.turnNo !== turn.no || message.direction !== 'outbound' || message.nodeId === null) continue;
    // Messages come in the order of the steps, so the search goes on where it stood.
    const at = turn.trace.steps.findIndex(({ nodeId }, index) => index >= from && nodeId === message.nodeId);
    if (at < 0) continue;
    from = at;
    byStep.set(at, [...(byStep.get(at) ?? []), message]);
  }
  return byStep;
}
