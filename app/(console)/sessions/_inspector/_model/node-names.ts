import type { JsonObject } from '@/server/engine/json';

/** A branch of a node as its author wrote it; `when` and `weight` are null where it has none. */
export type NamedBranch = { id: string; label: string | null; when: string | null; weight: number | null };

/** The names of a flow's nodes and the branches between which they choose. */
export type NodeNames = {
  node(nodeId: string): string | null;
  branches(nodeId: string): readonly NamedBranch[];
};

type Named = { label: string | null; branches: NamedBranch[] };

/** Reads the names from a version's definition; without one there are none. */
export function readNodeNames(definition: JsonObject | undefined): NodeNames {
  const nodes = new Map<string, Named>();
  for (const node of toObjects(definition?.nodes)) {
    nodes.set(String(node.id), {
      label: toName(node.label),
      branches: toObjects(node.branches).map(({ id, label, when, weight }) => ({
        id: String(id),
        label: toName(label),
        when: toName(when),
        weight: typeof weight === 'number' ? weight : null,
      })),
    });
  }
  return {
    node: (nodeId) => nodes.get(nodeId)?.label ?? null,
    branches: (nodeId) => nodes.get(nodeId)?.branches ?? [],
  };
}

function toObjects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}

function toName(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
