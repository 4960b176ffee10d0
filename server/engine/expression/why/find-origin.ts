import { evaluateNode } from '../evaluate-node';
import { listParts } from '../list-parts';
import type { TreeNode, Value } from '../tree';
import { hasFreeLocal } from './has-free-local';
import { findFoundElement } from './list-elements';
import { type Conversion, joinPath, type Origin, PART } from './origin';
import type { Search } from './proposal';

type Method = Extract<TreeNode, { kind: 'method' }>;
type Call = Extract<TreeNode, { kind: 'function' }>;

// A text means the same to a person after these.
const FOLDING: ReadonlySet<string> = new Set([
  ...['toLowerCase', 'toUpperCase', 'trim', 'trimStart', 'trimEnd', 'toString'],
]);
const NUMBERS: ReadonlySet<string> = new Set(['Number', 'parseFloat', 'parseInt']);

/** Finds where the value of a node comes from; null if no single value of the trace gives it. */
export function findOrigin(node: TreeNode, search: Search): Origin | null {
  switch (node.kind) {
    case 'variable':
      return startOrigin(node.name, search);
    case 'local':
      return search.origins.get(node.slot) ?? null;
    case 'member':
      return findMember(node.object, node.key, search);
    case 'index': {
      const key = evaluateNode(node.key, search.evaluation);
      return typeof key === 'string' || typeof key === 'number' ? findMember(node.object, key, search) : null;
    }
    case 'logical':
      return node.operator === '&&' ? null : findOrigin(node.left, search);
    case 'unary':
      return node.operator === '+' ? convert(findOrigin(node.operand, search), 'number') : null;
    case 'method':
      return findMethod(node, search);
    case 'function':
      return findCall(node, search);
    default:
      return null;
  }
}

/** The origin of a node; else the node itself as a computed part, if it has one value that depends on the trace. */
export function findOriginOrPart(node: TreeNode, search: Search): Origin | null {
  const origin = findOrigin(node, search);
  if (origin) return origin;
  if (node.kind === 'unary' || node.kind === 'variable' || hasFreeLocal(node) || !readsTrace(node))
    return null;
  const text = search.model.source.slice(node.start, node.end);
  const now = evaluateNode(node, search.evaluation);
  return { subject: PART + text, path: [], conversions: [], text, now, isPart: true };
}

function readsTrace(node: TreeNode): boolean {
  return node.kind === 'variable' || listParts(node).some(readsTrace);
}

function startOrigin(name: string, { model }: Search): Origin | null {
  const subject = model.subjects.get(name);
  // To say that the condition is true if it is true explains nothing.
  if (!subject || (subject.isPart && subject.source === model.source)) return null;
  const { source, isPart } = subject;
  return { subject: name, path: [], conversions: [], text: source, now: model.values[name], isPart };
}

function findMember(object: TreeNode, key: string | number, search: Search): Origin | null {
  const origin = findOrigin(object, search);
  if (!origin) return null;
  const value = evaluateNode(object, search.evaluation);
  if (key === 'length' && (typeof value === 'string' || Array.isArray(value))) {
    const now = typeof value === 'string' ? [...value].length : value.length;
    return { ...origin, conversions: [...origin.conversions, 'length'], text: `${origin.text}.length`, now };
  }
  return origin.conversions.length > 0 || typeof value === 'string' ? null : joinPath(origin, key, value);
}

function findMethod(node: Method, search: Search): Origin | null {
  if (FOLDING.has(node.name) && node.args.length === 0) {
    const origin = findOrigin(node.object, search);
    return typeof origin?.now === 'string' ? convert(origin, 'fold') : null;
  }
  if (node.name === 'find') return findFoundElement(node, search, findOrigin);
  if (node.name !== 'at' || node.args.length !== 1 || !node.args[0]) return null;
  const index = evaluateNode(node.args[0].value, search.evaluation);
  return typeof index === 'number' && index >= 0 ? findMember(node.object, index, search) : null;
}

function findCall({ name, args }: Call, search: Search): Origin | null {
  const [first] = args;
  if (!first || first.spread || args.length > 1) return null;
  if (name === 'String') return convert(findOrigin(first.value, search), 'fold');
  return NUMBERS.has(name) ? convert(findOrigin(first.value, search), 'number') : null;
}

function convert(origin: Origin | null, conversion: Conversion): Origin | null {
  return origin && { ...origin, conversions: [...origin.conversions, conversion] };
}

/** Sets the value that an origin has after its conversions. */
export function setThrough({ conversions }: Origin, wanted: Value): (value: Value) => Value {
  const last = conversions.at(-1);
  if (last === 'length') return (value) => resize(value, wanted);
  if (!conversions.includes('number')) return () => wanted;
  return (value) => (typeof value === 'string' ? String(wanted) : wanted);
}

const MAX_LENGTH = 10_000;

function resize(value: Value, length: Value): Value {
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || length > MAX_LENGTH)
    return value;
  if (Array.isArray(value)) return Array.from({ length }, (_, index) => value[index] ?? value.at(-1) ?? null);
  const text = typeof value === 'string' ? value : '';
  return [...text].slice(0, length).join('').padEnd(length, 'x');
}
