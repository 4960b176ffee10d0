import { listParts } from '../list-parts';
import type { TreeNode } from '../tree';

/** A variable, or a member of one, as it is read in an expression. */
export type Read = { source: string; node: TreeNode };

/** The most reads of one part of an expression; further ones are left out. */
const MAX_READS = 10;

/** The longest paths from a variable that a part of an expression reads, each once, without those of callback parameters. */
export function listReads(root: TreeNode, source: string): Read[] {
  const reads: Read[] = [];
  const visit = (node: TreeNode) => {
    if (reads.length >= MAX_READS) return;
    if (!isRead(node)) return listParts(node).forEach(visit);
    const text = source.slice(node.start, node.end);
    if (!reads.some((read) => read.source === text)) reads.push({ source: text, node });
    listKeys(node).forEach(visit);
  };
  visit(root);
  return reads;
}

/** True for a variable and for a path from one whose keys are constants or such paths. */
export function isRead(node: TreeNode): boolean {
  switch (node.kind) {
    case 'variable':
    case 'config':
      return true;
    case 'alias':
      return node.name !== null;
    case 'member':
      return isBase(node.object);
    case 'index':
      return isBase(node.object) && (node.key.kind === 'literal' || isRead(node.key));
    default:
      return false;
  }
}

// All variables at once are too much to show, but a member of them is not.
function isBase(node: TreeNode): boolean {
  return node.kind === 'variables' || node.kind === 'alias' || isRead(node);
}

function listKeys(node: TreeNode): TreeNode[] {
  if (node.kind === 'member') return listKeys(node.object);
  return node.kind === 'index' ? [...listKeys(node.object), node.key] : [];
}
