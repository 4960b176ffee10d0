import type { CallbackNode, Item, Pattern, TreeNode } from './tree';

/** Calls `visit` with every node of an expression. */
export function visitTree(root: TreeNode, visit: (node: TreeNode) => void): void {
  visit(root);
  for (const part of listParts(root)) visitTree(part, visit);
}

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

/** The nodes directly inside a callback: the defaults of its parameters, and its body. */
export function listCallbackParts(callback: CallbackNode | null): TreeNode[] {
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
