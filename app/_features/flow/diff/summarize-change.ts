/** The differences of two definitions by node; ids in the order of the flow. */
export type ChangeSummary = {
  added: string[];
  removed: string[];
  changed: string[];
  elsewhere: boolean;
  /** Whether frames or notes differ, which change no behavior. */
  layout: boolean;
};

/** Compares two definitions node by node. Total: drafts may be incomplete. */
export function summarizeChange(before: unknown, after: unknown): ChangeSummary {
  const old = nodesOf(before);
  const now = nodesOf(after);
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed: [...now].filter(([id, text]) => old.has(id) && old.get(id) !== text).map(([id]) => id),
    elsewhere: textOfRest(before) !== textOfRest(after),
    layout: textOfLayout(before) !== textOfLayout(after),
  };
}

function nodesOf(definition: unknown): Map<string, string> {
  const nodes = isRecord(definition) && Array.isArray(definition.nodes) ? definition.nodes : [];
  const found = new Map<string, string>();
  for (const node of nodes)
    if (isRecord(node) && typeof node.id === 'string') found.set(node.id, JSON.stringify(node));
  return found;
}

function textOfRest(definition: unknown): string {
  if (!isRecord(definition)) return JSON.stringify(definition) ?? '';
  const { layout: _, ...rest } = definition;
  return JSON.stringify({ ...rest, nodes: null });
}

function textOfLayout(definition: unknown): string {
  return (isRecord(definition) && JSON.stringify(definition.layout)) || '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
