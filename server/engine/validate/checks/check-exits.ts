import { toPointerToken } from '../../compile/compiler';
import type { Node } from '../../definition/node';
import type { Problem } from '../../definition/problem';
import { errorAt, warningAt } from '../../definition/problem';
import { behaviorOf } from '../../nodes/behavior-of';
import type { Steps } from '../../steps';
import type { Inspection } from '../inspection';

/** Reports unknown exits, exits to missing nodes, and expected exits that are not wired. */
export function* checkExits({ definition: { nodes, handlers = [] } }: Inspection): Steps<Problem[]> {
  const ids = new Set(nodes.map(({ id }) => id));
  const problems: Problem[] = [];
  const handlesFailures = handlers.some(({ on }) => on.type === 'error');
  for (const [index, node] of nodes.entries()) {
    const handled = handlesFailures ? behaviorOf(node).failsBy : undefined;
    problems.push(...checkNode(node, `/nodes/${index}/exits`, ids, handled));
    yield;
  }
  return problems;
}

const MAX_LISTED = 10;

function listNames(names: ReadonlySet<string>): string {
  const listed = [...names].slice(0, MAX_LISTED);
  const left = names.size - listed.length;
  return [...listed, ...(left > 0 ? [`${left} more`] : [])].join(', ') || 'none';
}

/** `handled` is the exit that a handler takes if it is not wired. */
function checkNode(
  node: Node,
  path: string,
  ids: ReadonlySet<string>,
  handled: string | undefined,
): Problem[] {
  const exits = behaviorOf(node).exits(node);
  const names = new Set(exits.map(({ name }) => name));
  const problems: Problem[] = [];
  for (const [exit, target] of Object.entries(node.exits)) {
    const at = `${path}/${toPointerToken(exit)}`;
    if (!names.has(exit)) {
      const message = `"${node.id}" has no exit "${exit}"; it has ${listNames(names)}.`;
      problems.push(errorAt('unknown_exit', node.id, at, message));
    }
    if (!ids.has(target)) {
      const message = `The exit "${exit}" of "${node.id}" leads to "${target}", which does not exist.`;
      problems.push(errorAt('dangling_exit', node.id, at, message));
    }
  }
  for (const { name, expected, unwired = 'the flow ends there' } of exits) {
    if (!expected || name === handled || Object.hasOwn(node.exits, name)) continue;
    const message = `The exit "${name}" of "${node.id}" is not wired: ${unwired}.`;
    problems.push(warningAt('unwired_exit', node.id, path, message));
  }
  return problems;
}
