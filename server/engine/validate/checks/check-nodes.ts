import type { Problem } from '../../definition/problem';
import { behaviorOf } from '../../nodes/behavior-of';
import type { Steps } from '../../steps';
import type { Inspection } from '../inspection';

/** Reports the problems that each node kind checks for. */
export function* checkNodes({ definition }: Inspection): Steps<Problem[]> {
  const problems: Problem[] = [];
  for (const [index, node] of definition.nodes.entries()) {
    for (const { severity, code, path, message } of behaviorOf(node).check?.(node, definition) ?? [])
      problems.push({ severity, code, nodeId: node.id, path: `/nodes/${index}${path}`, message });
    yield;
  }
  return problems;
}
