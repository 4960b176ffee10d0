import type { MessageView, TurnView } from '@/app/_features/session/view';

/** The messages of each step of a turn, by the step's index: a node's messages belong to its visits, in order. */
export function assignMessages(
  turn: Pick<TurnView, 'no' | 'trace'>,
  messages: readonly MessageView[],
): Map<number, MessageView[]> {
  const byStep = new Map<number, MessageView[]>();
  let from = 0;
  for (const message of messages) {
    if (message.turnNo !== turn.no || message.direction !== 'outbound' || message.nodeId === null) continue;
    // Messages are in the order of the steps, so the search continues where it stopped.
    const at = turn.trace.steps.findIndex(({ nodeId }, index) => index >= from && nodeId === message.nodeId);
    if (at < 0) continue;
    from = at;
    byStep.set(at, [...(byStep.get(at) ?? []), message]);
  }
  return byStep;
}
