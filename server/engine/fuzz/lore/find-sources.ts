import type { FlowDefinition } from '../../definition';
import type { Node } from '../../definition/node';
import { TRIGGER_VARIABLE } from '../../definition/trigger';
import { behaviorOf } from '../../nodes/behavior-of';
import { toNodeKey } from '../../replay/replay-step';
import type { PlacedUse } from '../../validate/inspection';
import type { NodeLore } from './lore';

/** Finds the nodes whose answers decide the exit that a node takes. */
export type Sources = (nodeId: string) => Pick<NodeLore, 'sources' | 'isFromStart'>;

/** Kinds that take a value from outside. */
const DECIDING: ReadonlySet<Node['kind']> = new Set(['question', 'http', 'ai', 'await-event']);

/** Prepares the search for what decides the exits of a flow: the values that its nodes read, and those that these are made from. */
export function findSources(slug: string, { nodes }: FlowDefinition, uses: readonly PlacedUse[]): Sources {
  const readBy = new Map<string, Set<string>>();
  for (const { nodeId, names, locals } of uses) {
    if (nodeId === null) continue;
    const read = readBy.get(nodeId) ?? new Set<string>();
    for (const name of names) if (!locals.includes(name)) read.add(name);
    readBy.set(nodeId, read);
  }
  const settersOf = new Map<string, Node[]>();
  for (const node of nodes)
    for (const name of behaviorOf(node).assigns?.(node) ?? [])
      settersOf.set(name, [...(settersOf.get(name) ?? []), node]);
  const questions = nodes.filter(({ kind }) => kind === 'question');
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return (nodeId) => {
    const sources = new Set<string>();
    const names = new Set(readBy.get(nodeId));
    const node = byId.get(nodeId);
    // Without a text of its own an intent is that of the last message.
    if (node?.kind === 'intent' && node.text === undefined)
      for (const { id } of questions) sources.add(toNodeKey(slug, id));
    let isFromStart = names.has(TRIGGER_VARIABLE) || node?.kind === 'intent';
    for (const name of names) {
      const setters = settersOf.get(name) ?? [];
      if (setters.length === 0) isFromStart = true;
      for (const setter of setters) {
        if (DECIDING.has(setter.kind)) sources.add(toNodeKey(slug, setter.id));
        else for (const read of readBy.get(setter.id) ?? []) names.add(read);
      }
    }
    return { sources, isFromStart };
  };
}
