import type { CallbackNode, Item, TreeNode } from '../expression/tree';

/** Calls `visit` with every node of an expression. */
export function visitTree(root: TreeNode, visit: (node: TreeNode) => void): void {
  visit(root);
  for (const child of listChildren(root)) visitTree(child, visit);
}

function listChildren(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.key];
    case 'unary':
      return [node.operand];
    case 'binary':
    case 'logical':
      return [node.left, node.right];
    case 'ternary':
      return [node.test, node.yes, node.no];
    case 'template':
      return node.values;
    case 'array':
      return listItems(node.items);
    case 'object':
      return node.entries.flatMap(({ key, value }) =>
        typeof key === 'object' && key !== null ? [key, value] : [value],
      );
    case 'method':
      return [node.object, ...listItems(node.args), ...listBody(node.callback)];
    case 'function':
      return [...listItems(node.args), ...listBody(node.callback)];
    default:
      return [];
  }
}

function listItems(items: readonly Item[]): TreeNode[] {
  return items.map(({ value }) => value);
}

function listBody(callback: CallbackNode | null): TreeNode[] {
  return callback?.kind === 'arrow' ? [callback.body] : [];
}
