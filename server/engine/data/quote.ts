import { cutText } from './cut-text';

const MAX_SOURCE_CHARS = 120;
const MAX_NODES = 20;

/** Quotes a source for a message, truncated if it is long. */
export function quote(source: string): string {
  return source.length <= MAX_SOURCE_CHARS ? `"${source}"` : `"${cutText(source, MAX_SOURCE_CHARS)}…"`;
}

/** Formats a cycle of nodes: "a" → "b" → "a". */
export function formatCycle(cycle: readonly string[]): string {
  const left = cycle.length - MAX_NODES;
  const names = cycle.slice(0, MAX_NODES).map((id) => `"${id}"`);
  return [...names, ...(left > 0 ? [`${left} more`] : []), `"${cycle[0]}"`].join(' → ');
}
