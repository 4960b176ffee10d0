import { visitTree } from '../list-parts';
import type { Pattern, TreeNode } from '../tree';

/** True if a part of an expression reads a parameter of a callback around it, so that it has no value of its own. */
export function hasFreeLocal(node: TreeNode): boolean {
  const read = new Set<number>();
  const bound = new Set<number>();
  visitTree(node, (part) => {
    if (part.kind === 'local') read.add(part.slot);
    if ((part.kind === 'method' || part.kind === 'function') && part.callback?.kind === 'arrow') {
      for (const param of part.callback.params) for (const slot of listSlots(param)) bound.add(slot);
    }
  });
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
