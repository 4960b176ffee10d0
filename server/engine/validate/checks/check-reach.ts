import { findOwnEntry } from '../../certify/call-key';
import type { Problem } from '../../definition/problem';
import { warningAt } from '../../definition/problem';
import type { Inspection } from '../inspection';

/** Reports nodes that cannot be reached from the start. */
export function checkReach({ definition: { start, nodes, handlers = [] } }: Inspection): Problem[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  if (!byId.has(start)) return [];
  const reached = new Set([start, ...handlers.map(({ to }) => to)]);
  for (const id of reached) {
    const node = byId.get(id);
    for (const target of Object.values(node?.exits ?? {})) reached.add(target);
    const entry = node && findOwnEntry(node, start);
    if (entry !== undefined) reached.add(entry);
  }
  return nodes.flatMap(({ id }, index) =>
    reached.has(id)
      ? []
      : [warningAt('unreachable', id, `/nodes/${index}`, `"${id}" cannot be reached from the start.`)],
  );
}
