import type { Node } from '../../definition/node';
import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import { TRIGGER_VARIABLE } from '../../definition/trigger';
import { VISITOR_NAME } from '../../expression/fact-names';
import { listHandlerAssigned } from '../../nodes/list-assigned';
import type { Inspection } from '../inspection';

const MESSAGE = `"${VISITOR_NAME}" is reserved for the data of a visitor's page, which a flow can only read. Choose another name.`;

/** Reports variables named `visitor`, and a public variable `trigger`. */
export function checkReservedNames({
  definition: { variables, nodes, handlers = [] },
}: Inspection): Problem[] {
  const declared = variables.flatMap(({ name, public: isPublic }, index) => {
    if (name === VISITOR_NAME) return [reserved(null, `/variables/${index}/name`)];
    if (name !== TRIGGER_VARIABLE || !isPublic) return [];
    const message = `"${TRIGGER_VARIABLE}" describes what started the flow, so it cannot be public. Remove "public".`;
    return [errorAt('reserved_name', null, `/variables/${index}/public`, message)];
  });
  const set = nodes.flatMap((node, index) =>
    listNames(node)
      .filter(({ name }) => name === VISITOR_NAME)
      .map(({ path }) => reserved(node.id, `/nodes/${index}${path}`)),
  );
  const handled = handlers.flatMap((handler, index) =>
    listHandlerAssigned(handler).includes(VISITOR_NAME)
      ? [reserved(null, `/handlers/${index}/on/variable`)]
      : [],
  );
  return [...declared, ...set, ...handled];
}

function reserved(nodeId: string | null, path: string): Problem {
  return errorAt('reserved_name', nodeId, path, MESSAGE);
}

type Placed = { name: string | undefined; path: string };

/** The variables that a node sets in its own flow or in the called one. */
function listNames(node: Node): Placed[] {
  switch (node.kind) {
    case 'ai':
      return [
        { name: node.variable, path: '/variable' },
        { name: node.history?.variable, path: '/history/variable' },
      ];
    case 'question':
    case 'await-event':
      return [{ name: node.variable, path: '/variable' }];
    case 'set':
      return listAssigned(node.assign, '/assign');
    case 'http':
      return listAssigned(node.save, '/save');
    case 'subflow':
      return [...listAssigned(node.inputs, '/inputs'), ...listAssigned(node.outputs, '/outputs')];
    case 'each':
      return [
        { name: node.item, path: '/item' },
        { name: node.index, path: '/index' },
      ];
    case 'message':
    case 'condition':
    case 'intent':
    case 'transfer':
    case 'wait':
    case 'emit':
    case 'split':
    case 'suggest':
    case 'placeholder':
    case 'end':
      return [];
  }
}

function listAssigned(assignments: readonly { variable: string }[], path: string): Placed[] {
  return assignments.map(({ variable }, index) => ({ name: variable, path: `${path}/${index}/variable` }));
}
