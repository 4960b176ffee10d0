import type { Item, Pattern, TreeNode } from '../tree';

/** The nodes directly inside a node, in the order of the source; those of callbacks too. */
export function listParts(node: TreeNode): TreeNode[] {
  switch (node.kind) {
    case 'template':
      return node.values;
    case 'array':
      return toNodes(node.items);
    case 'object':
      return node.entries.flatMap(({ key, value }) =>
        typeof key === 'object' && key !== null ? [key, value] : [value],
      );
    case 'unary':
      return [node.operand];
    case 'binary':
    case 'logical':
      return [node.left, node.right];
    case 'ternary':
      return [node.test, node.yes, node.no];
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.key];
    case 'method':
      return [node.object, ...toNodes(node.args), ...listCallbackParts(node.callback)];
    case 'function':
      return [...toNodes(node.args), ...listCallbackParts(node.callback)];
    default:
      return [];
  }
}

function toNodes(items: readonly Item[]): TreeNode[] {
  return items.map(({ value }) => value);
}

type Callback = Extract<TreeNode, { kind: 'method' }>['callback'];

function listCallbackParts(callback: Callback): TreeNode[] {
  return callback?.kind === 'arrow' ? [...callback.params.flatMap(listFallbacks), callback.body] : [];
}

function listFallbacks(pattern: Pattern): TreeNode[] {
  switch (pattern.kind) {
    case 'slot':
      return [];
    case 'default':
      return [pattern.fallback, ...listFallbacks(pattern.target)];
    case 'record':
      return pattern.entries.flatMap(({ target }) => listFallbacks(target));
    case 'list':
      return pattern.items.flatMap((item) => (item ? listFallbacks(item) : []));
  }
}

/** True if a part of an expression reads a parameter of a callback around it, so that it has no value of its own. */
export function hasFreeLocal(node: TreeNode): boolean {
  const read = new Set<number>();
  const bound = new Set<number>();
  const visit = (part: TreeNode) => {
    if (part.kind === 'local') read.add(part.slot);
    if ((part.kind === 'method' || part.kind === 'function') && part.callback?.kind === 'arrow') {
      for (const param of part.callback.params) for (const slot of listSlots(param)) bound.add(slot);
    }
    listParts(part).forEach(visit);
  };
  visit(node);
  return [...read].some((slot) => !bound.has(slot));
}

function listSlots(pattern: Pattern): number[] {
  switch (pattern.kind) {
    case 'slot':
      return [pattern.slot];
    case 'default':
      return listSlots(pattern.target);
    case 'record':
      return pattern.entries.flatMap(({ target }) => listSlots(target));
    case 'list':
      return pattern.items.flatMap((item) => (item ? listSlots(item) : []));
  }
}
