import { evaluateNode } from '../evaluate-node';
import { listParts } from '../list-parts';
import type { TreeNode, Value } from '../tree';
import { isEqualData } from '../values/compare';
import { findOrigin } from './find-origin';
import { listElements } from './list-elements';
import { type Search, toShown } from './proposal';
import type { Decider } from './why';

type Method = Extract<TreeNode, { kind: 'method' }>;

const MAX_DECIDERS = 5;
const MAX_KEPT = 5;

/** The parts and elements that made the condition true or false. Never throws. */
export function findDeciders(search: Search): Decider[] {
  const deciders: Decider[] = [];
  for (const node of listDecidingParts(search.model.root, search)) {
    if (node !== search.model.root) deciders.push({ kind: 'part', source: textOf(node, search) });
    deciders.push(...listElementDeciders(node, search));
  }
  return deciders.slice(0, MAX_DECIDERS);
}

/** The parts of a logical expression whose values alone give its result; the expression itself if it is none. */
export function listDecidingParts(node: TreeNode, search: Search): TreeNode[] {
  try {
    return listDeciding(node, search);
  } catch {
    return [];
  }
}

function listDeciding(node: TreeNode, search: Search): TreeNode[] {
  const isTrue = (part: TreeNode) => Boolean(evaluateNode(part, search.evaluation));
  switch (node.kind) {
    case 'logical': {
      const { operator, left, right } = node;
      if (operator === '??') {
        const value = evaluateNode(left, search.evaluation);
        return listDeciding(value === null || value === undefined ? right : left, search);
      }
      const decides = operator === '||';
      if (isTrue(left) === decides) return listDeciding(left, search);
      if (isTrue(right) === decides) return listDeciding(right, search);
      return [...listDeciding(left, search), ...listDeciding(right, search)];
    }
    case 'unary':
      return node.operator === '!' ? listDeciding(node.operand, search) : [node];
    case 'ternary':
      return listDeciding(isTrue(node.test) ? node.yes : node.no, search);
    default:
      return [node];
  }
}

/** The elements that decided in calls on lists, apart from those inside callbacks. */
function listElementDeciders(node: TreeNode, search: Search): Decider[] {
  const own = node.kind === 'method' ? findElementDecider(node, search) : null;
  const parts =
    node.kind === 'method' ? [node.object, ...node.args.map(({ value }) => value)] : listParts(node);
  const inner =
    node.kind === 'function' && node.callback
      ? []
      : parts.flatMap((part) => listElementDeciders(part, search));
  return own ? [own, ...inner] : inner;
}

function findElementDecider(node: Method, search: Search): Decider | null {
  try {
    const source = textOf(node, search);
    if (node.name === 'includes' || node.name === 'indexOf') return findIncluded(node, source, search);
    return findAccepted(node, source, search);
  } catch {
    return null;
  }
}

function findAccepted(node: Method, source: string, search: Search): Decider | null {
  const { name } = node;
  if (!['some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'filter'].includes(name))
    return null;
  const elements = listElements(node, search, findOrigin);
  if (!elements) return null;
  const { list, accepts } = elements;
  const of = list.length;
  const accepted = list.map((_, index) => accepts(index));
  if (name === 'filter') {
    const kept = list.filter((_, index) => accepted[index]);
    return { kind: 'kept', source, values: kept.slice(0, MAX_KEPT).map(toShown), count: kept.length, of };
  }
  const sought = name !== 'every';
  const index = name.startsWith('findLast') ? accepted.lastIndexOf(true) : accepted.indexOf(sought);
  if (index < 0) return { kind: sought ? 'none' : 'all', source, of };
  return { kind: 'element', source, value: toShown(list[index]), position: index + 1, of };
}

function findIncluded({ object, args }: Method, source: string, { evaluation }: Search): Decider | null {
  const list = evaluateNode(object, evaluation);
  const [first] = args;
  if (!Array.isArray(list) || !first || first.spread || args.length > 1) return null;
  const sought = evaluateNode(first.value, evaluation);
  const index = list.findIndex((element: Value) => isEqualData(element, sought, evaluation.budget, 0));
  if (index < 0) return { kind: 'none', source, of: list.length };
  return { kind: 'element', source, value: toShown(list[index]), position: index + 1, of: list.length };
}

function textOf({ start, end }: TreeNode, { model }: Search): string {
  return model.source.slice(start, end);
}
