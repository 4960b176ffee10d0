import type { FlowDefinition } from '../definition';
import type { Node, NodeOf } from '../definition/node';
import type { ValueGraph } from './value-graph';

type Question = NodeOf<'question'>;

/** The name of the answer to a question: its variable, or the id of the question. */
export function toAnswerName({ id, variable }: Pick<Question, 'id' | 'variable'>): string {
  return variable ?? id;
}

/**
 * Adds the models that are sent the answer of a tagged question as the last message of the user: those without a prompt that follow
 * the question before another one.
 */
export function addLastMessages(graph: ValueGraph, { nodes }: Pick<FlowDefinition, 'nodes'>): void {
  const indexes = new Map(nodes.map(({ id }, index) => [id, index]));
  for (const question of nodes) {
    if (question.kind !== 'question' || !question.personal) continue;
    const names = [toAnswerName(question)];
    for (const index of listFollowing(question, nodes, indexes)) {
      const node = nodes[index];
      if (node?.kind !== 'ai' || node.prompt !== undefined) continue;
      graph.put(names, { target: 'model', nodeId: node.id, path: `/nodes/${index}` });
      graph.carry(names, [node.variable, ...(node.history ? [node.history.variable] : [])]);
    }
  }
}

/** The indexes of the nodes that a flow can reach from a question before it asks the next one. */
function listFollowing(from: Node, nodes: readonly Node[], indexes: ReadonlyMap<string, number>): number[] {
  const reached = new Set<number>();
  const follow = (node: Node) => {
    for (const id of Object.values(node.exits)) {
      const index = indexes.get(id);
      if (index !== undefined && nodes[index]?.kind !== 'question') reached.add(index);
    }
  };
  follow(from);
  for (const index of reached) {
    const node = nodes[index];
    if (node) follow(node);
  }
  return [...reached];
}
