import type { FlowDefinition } from '../definition';
import type { Handler } from '../definition/handler';
import { behaviorOf } from './behavior-of';

/** The variables that the nodes and the handlers of a flow set; one that several set is there several times. */
export function listAssigned({
  nodes,
  handlers = [],
}: Pick<FlowDefinition, 'nodes' | 'handlers'>): readonly string[] {
  return [
    ...nodes.flatMap((node) => behaviorOf(node).assigns?.(node) ?? []),
    ...handlers.flatMap(listHandlerAssigned),
  ];
}

/** The variable that a handler sets, as a list. */
export function listHandlerAssigned({ on }: Pick<Handler, 'on'>): readonly string[] {
  return on.type === 'event' && on.variable !== undefined ? [on.variable] : [];
}
