import { type Node, parseTree } from 'jsonc-parser';
import type { TextRange } from './text-range';

/** The syntax tree of a JSON text, also of an invalid one; undefined for an empty text, or one that is nested too deep. */
export function parseJsonTree(text: string): Node | undefined {
  try {
    return parseTree(text);
  } catch {
    return undefined;
  }
}

/**
 * Finds the range of a JSON pointer (RFC 6901) in a text: all of a plain value, but only the name of a list or object, to keep
 * underlining short. Where the path breaks off, the last value on it counts.
 */
export function findPointerRange(root: Node | undefined, text: string, pointer: string): TextRange {
  if (!root) return { from: 0, to: Math.min(1, text.length) };
  let node = root;
  for (const segment of parsePointer(pointer)) {
    const child = findChild(node, segment);
    if (!child) break;
    node = child;
  }
  return toNamingRange(node);
}

/** The segments of a JSON pointer; none for the root. */
export function parsePointer(pointer: string): string[] {
  const segments = pointer.split('/').slice(1);
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function findChild({ type, children = [] }: Node, segment: string): Node | undefined {
  if (type === 'array') return /^\d+$/.test(segment) ? children[Number(segment)] : undefined;
  // The last of two equal names is the one that JSON.parse keeps.
  return children.findLast((property) => property.children?.[0]?.value === segment)?.children?.[1];
}

function toNamingRange(node: Node): TextRange {
  const { type, parent, offset, length } = node;
  if (type !== 'object' && type !== 'array') return { from: offset, to: offset + length };
  const name = parent?.type === 'property' ? parent.children?.[0] : findChild(node, 'id');
  return name ? { from: name.offset, to: name.offset + name.length } : { from: offset, to: offset + 1 };
}
