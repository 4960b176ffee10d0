import type { Node } from '../../definition/node';
import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import { TRIGGER_VARIABLE } from '../../definition/trigger';
import { VISITOR_NAME } from '../../expression/visitor-name';
import type { Inspection } from '../inspection';

const MESSAGE = `"${VISITOR_NAME}" is the name of what a visitor's page sends, which a flow can only read. Choose another name.`;

/** No variable is called `visitor`, and what started the flow is no visitor's to set. */
export function checkReservedNames({ definition: { variables, nodes } }: Inspection): Problem[] {
  const declared = variables.flatMap(({ name, public: isPublic }, index) => {
    if (name === VISITOR_NAME) return [reserved(null, `/variables/${index}/name`)];
    if (name !== TRIGGER_VARIABLE || !isPublic) return [];
    const message = `"${TRIGGER_VARIABLE}" says what started the flow, so visitors cannot set it. Remove "public".`;
    return [errorAt('reserved_name', null, `/variables/${index}/public`, message)];
  });
  const set = nodes.flatMap((node, index) =>
    listNames(node)
      .filter(({ name }) => name === VISITOR_NAME)
      .map(({ path }) => reserved(node.id, `/nodes/${index}${path}`)),
  );
  return [...declared, ...set];
}

function reserved(nodeId: string | null, path: string): Problem {
  return errorAt('reserved_name', nodeId, path, MESSAGE);
}

type Placed = { name: string | undefined; path: string };

/** Every variable that a node names to be set, here or in the flow that it calls. */
function listNames(node: Node): Placed[] {
  switch (node.kind) {
    case 'question':
    case 'ai':
    case 'await-event':
      return [{ name: node.variable, path: '/variable' }];
    case 'set':
      return inList(node.assign, '/assign');
    case 'http':
      return inList(node.save, '/save');
    case 'subflow':
      return [...inList(node.inputs, '/inputs'), ...inList(node.outputs, '/outputs')];
    case 'each':
      return [
        { name: node.item, path: '/item' },
        { name: node.index, path: '/index' },
      ];
    default:
      return [];
  }
}

function inList(assignments: readonly { variable: string }[], path: string): Placed[] {
  return assignments.map(({ variable }, index) => ({ name: variable, path: `${path}/${index}/variable` }));
}
