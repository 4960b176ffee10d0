import type { CallbackNode, Entry, Item, Pattern, TreeNode } from '../tree';

/** Replaces a node, or returns null to keep it and continue with its parts. */
type Replace = (node: TreeNode) => TreeNode | null;

/** Copies a tree with some nodes replaced; the parts of a replaced node are not visited. */
export function mapTree(node: TreeNode, replace: Replace): TreeNode {
  const replaced = replace(node);
  if (replaced) return replaced;
  const map = (part: TreeNode) => mapTree(part, replace);
  switch (node.kind) {
    case 'template':
      return { ...node, values: node.values.map(map) };
    case 'array':
      return { ...node, items: mapItems(node.items, map) };
    case 'object':
      return { ...node, entries: node.entries.map((entry) => mapEntry(entry, map)) };
    case 'unary':
      return { ...node, operand: map(node.operand) };
    case 'binary':
      return { ...node, left: map(node.left), right: map(node.right) };
    case 'logical':
      return { ...node, left: map(node.left), right: map(node.right) };
    case 'ternary':
      return { ...node, test: map(node.test), yes: map(node.yes), no: map(node.no) };
    case 'member':
      return { ...node, object: map(node.object) };
    case 'index':
      return { ...node, object: map(node.object), key: map(node.key) };
    case 'method':
      return {
        ...node,
        object: map(node.object),
        args: mapItems(node.args, map),
        callback: mapCallback(node.callback, map),
      };
    case 'function':
      return { ...node, args: mapItems(node.args, map), callback: mapCallback(node.callback, map) };
    default:
      return node;
  }
}

type Map = (node: TreeNode) => TreeNode;

function mapItems(items: readonly Item[], map: Map): Item[] {
  return items.map(({ spread, value }) => ({ spread, value: map(value) }));
}

function mapEntry(entry: Entry, map: Map): Entry {
  if (entry.key === null) return { key: null, value: map(entry.value) };
  const key = typeof entry.key === 'object' ? map(entry.key) : entry.key;
  return { key, value: map(entry.value) };
}

function mapCallback(callback: CallbackNode | null, map: Map): CallbackNode | null {
  if (callback?.kind !== 'arrow') return callback;
  return {
    kind: 'arrow',
    params: callback.params.map((param) => mapPattern(param, map)),
    body: map(callback.body),
  };
}

function mapPattern(pattern: Pattern, map: Map): Pattern {
  switch (pattern.kind) {
    case 'slot':
      return pattern;
    case 'default':
      return { kind: 'default', target: mapPattern(pattern.target, map), fallback: map(pattern.fallback) };
    case 'record':
      return {
        kind: 'record',
        entries: pattern.entries.map(({ key, target }) => ({ key, target: mapPattern(target, map) })),
      };
    case 'list':
      return { kind: 'list', items: pattern.items.map((item) => item && mapPattern(item, map)) };
  }
}
