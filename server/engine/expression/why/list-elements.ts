import { evaluateNode } from '../evaluate-node';
import type { Pattern, TreeNode, Value } from '../tree';
import { readMember } from '../values/member';
import { joinPath, type Origin } from './origin';
import type { Search } from './proposal';

type Method = Extract<TreeNode, { kind: 'method' }>;

/** A list that a callback goes through. */
export type Elements = {
  list: readonly Value[];
  /** Gives the parameters of the callback the values for an element. */
  bind(index: number): void;
  /** True if the callback accepts the element. */
  accepts(index: number): boolean;
  body: TreeNode;
};

/** More elements are not looked through. */
const MAX_ELEMENTS = 200;

/**
 * The elements of a call such as `list.some(x => …)`; null for other callbacks and lists that are too long. `findOrigin` says
 * where the list comes from.
 */
export function listElements(
  { object, callback }: Method,
  search: Search,
  findOrigin: (node: TreeNode, search: Search) => Origin | null,
): Elements | null {
  const list = evaluateNode(object, search.evaluation);
  if (callback?.kind !== 'arrow' || !Array.isArray(list) || list.length > MAX_ELEMENTS) return null;
  const { params, body } = callback;
  const whole = findOrigin(object, search);
  const originOf = (index: number): Origin | null => {
    if (whole) return whole.conversions.length === 0 ? joinPath(whole, index, list) : null;
    const item =
      object.kind === 'array' && object.items.every(({ spread }) => !spread) && object.items[index];
    return item ? findOrigin(item.value, search) : null;
  };
  const bind = (index: number) => {
    const [element, position, all] = params;
    if (element) bindParam(element, list[index], originOf(index), search);
    if (position) bindParam(position, index, null, search);
    if (all) bindParam(all, list, whole, search);
  };
  const accepts = (index: number) => {
    bind(index);
    return Boolean(evaluateNode(body, search.evaluation));
  };
  return { list, bind, accepts, body };
}

/** The origin of the element that a call of `find` returns; null if there is none. */
export function findFoundElement(
  node: Method,
  search: Search,
  findOrigin: (node: TreeNode, search: Search) => Origin | null,
): Origin | null {
  const elements = listElements(node, search, findOrigin);
  const list = findOrigin(node.object, search);
  if (!elements || !list || list.conversions.length > 0) return null;
  const index = elements.list.findIndex((_, at) => elements.accepts(at));
  return index < 0 ? null : joinPath(list, index, elements.list as Value[]);
}

function bindParam(pattern: Pattern, value: Value, origin: Origin | null, search: Search): void {
  const { evaluation, origins } = search;
  switch (pattern.kind) {
    case 'slot':
      evaluation.locals[pattern.slot] = value;
      origins.set(pattern.slot, origin);
      return;
    case 'default':
      if (value !== undefined) bindParam(pattern.target, value, origin, search);
      else bindParam(pattern.target, evaluateNode(pattern.fallback, evaluation), null, search);
      return;
    case 'record':
      for (const { key, target } of pattern.entries) bindMember(target, key);
      return;
    case 'list':
      pattern.items.forEach((item, index) => {
        if (item) bindMember(item, index);
      });
  }

  function bindMember(target: Pattern, key: string | number): void {
    const member = readMember(value, String(key), evaluation.budget);
    bindParam(target, member, origin && joinPath(origin, key, value), search);
  }
}
