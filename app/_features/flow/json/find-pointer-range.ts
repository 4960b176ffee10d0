import { jsonLanguage } from '@codemirror/lang-json';
import type { TextRange } from './read-token';

export type JsonTree = ReturnType<typeof jsonLanguage.parser.parse>;
type JsonNode = JsonTree['topNode'];

/** The tree of a JSON text; of a broken one as much as can be made out. */
export function parseJsonTree(text: string): JsonTree {
  return jsonLanguage.parser.parse(text);
}

/**
 * Where a JSON pointer (RFC 6901) leads in a text: a plain value whole; of a list or an object only what names it, so that
 * no page of underlining results; where the path breaks off, what names the last thing on it.
 */
export function findPointerRange(tree: JsonTree, text: string, pointer: string): TextRange {
  const root = tree.topNode.firstChild;
  if (!root) return { from: 0, to: Math.min(1, text.length) };
  let node = root;
  for (const segment of parsePointer(pointer)) {
    const next = childAt(node, text, segment);
    if (!next) break;
    node = next;
  }
  return toTellingRange(node, text);
}

/** The segments of a JSON pointer; none for the whole document. */
export function parsePointer(pointer: string): string[] {
  const segments = pointer.split('/').slice(1);
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function childAt(node: JsonNode, text: string, segment: string): JsonNode | null {
  if (node.name === 'Object') return valueIn(findProperty(node, text, segment));
  if (node.name !== 'Array' || !/^\d+$/.test(segment)) return null;
  return valuesOf(node)[Number(segment)] ?? null;
}

// The last of two equal names is the one that JSON.parse keeps.
function findProperty(object: JsonNode, text: string, name: string): JsonNode | null {
  return object.getChildren('Property').findLast((property) => nameOf(property, text) === name) ?? null;
}

function nameOf(property: JsonNode, text: string): string | null {
  const name = property.getChild('PropertyName');
  if (!name) return null;
  try {
    return JSON.parse(text.slice(name.from, name.to)) as string;
  } catch {
    return null;
  }
}

function valueIn(property: JsonNode | null): JsonNode | null {
  return property ? (valuesOf(property)[0] ?? null) : null;
}

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

function valuesOf(parent: JsonNode): JsonNode[] {
  const values: JsonNode[] = [];
  for (let child = parent.firstChild; child; child = child.nextSibling)
    if (VALUES.has(child.name)) values.push(child);
  return values;
}

function toTellingRange(node: JsonNode, text: string): TextRange {
  if (node.name !== 'Object' && node.name !== 'Array') return { from: node.from, to: node.to };
  const name = node.parent?.name === 'Property' ? node.parent.getChild('PropertyName') : null;
  const telling = name ?? valueIn(node.name === 'Object' ? findProperty(node, text, 'id') : null);
  return telling ? { from: telling.from, to: telling.to } : { from: node.from, to: node.from + 1 };
}
