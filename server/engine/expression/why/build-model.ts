import type { Json } from '../../json';
import type { Explanation, Operand } from '../explain';
import { listParts } from '../list-parts';
import { parseExpression } from '../parse/parse-expression';
import type { TreeNode, Value } from '../tree';
import { isClipped } from './complete-values';
import { hasFreeLocal } from './has-free-local';
import { isRead } from './list-reads';
import { mapTree } from './map-tree';

/** A value of the condition that a change may set: a path of a variable, or a computed part. */
type Subject = { source: string; isPart: boolean };

/**
 * A condition in which each value that the trace has is a variable of its own. A part whose value is unknown stops the
 * evaluation, so nothing is concluded from it.
 */
export type Model = {
  source: string;
  root: TreeNode;
  /** By the name in the tree. */
  values: { readonly [name: string]: Value };
  subjects: ReadonlyMap<string, Subject>;
};

// Their results depend on time, time zone, language or opening hours, which the trace does not have.
const SURROUNDED: ReadonlySet<string> = new Set([
  ...['$addTime', '$diff', '$format', '$isOpen', '$nextOpen', '$now', '$startOf', '$today'],
  ...['Date.now', 'Date.parse', 'toLocaleDateString', 'toLocaleString', 'toLocaleTimeString'],
]);

/** Stops an evaluation: no function has this name. */
const UNKNOWN = 'unknown';

/** Builds the model of a condition from what the trace recorded; null if it cannot be parsed. */
export function buildModel(
  { source, operands, skipped = [] }: Explanation,
  complete: { [source: string]: Json },
): Model | null {
  const parsed = parseExpression(source);
  if (!parsed.ok) return null;
  const known = indexKnown([...operands, ...skipped], complete);
  const names = new Map<string, string>();
  const values: { [name: string]: Value } = {};
  const subjects = new Map<string, Subject>();
  const toVariable = (node: TreeNode, isPart: boolean): TreeNode => {
    const { start, end } = node;
    const text = source.slice(start, end);
    const name = names.get(text) ?? `#${String(names.size)}`;
    names.set(text, name);
    values[name] = known.get(text)?.value;
    subjects.set(name, { source: text, isPart });
    return { kind: 'variable', name, start, end };
  };
  const textOf = ({ start, end }: TreeNode) => source.slice(start, end);
  const isReadable = (node: TreeNode): boolean =>
    (isRead(node) && known.has(textOf(node))) || (!isUnknown(node) && listParts(node).every(isReadable));
  const root = mapTree(parsed.expression.root, (node) => {
    // A member of a known value is read from that, so that a change of one changes the other.
    if ('object' in node && isReadable(node.object)) return isReadable(node) ? null : toKnownPart(node);
    if (isRead(node) && known.has(textOf(node))) return toVariable(node, false);
    return isReadable(node) ? null : toKnownPart(node);
  });
  return { source, root, values, subjects };

  function toKnownPart(node: TreeNode): TreeNode | null {
    if (known.has(textOf(node)) && !hasFreeLocal(node)) return toVariable(node, true);
    if (!isUnknown(node)) return null;
    return { kind: 'function', name: UNKNOWN, args: [], callback: null, start: node.start, end: node.end };
  }
}

function isUnknown(node: TreeNode): boolean {
  switch (node.kind) {
    case 'variable':
    case 'alias':
    case 'variables':
      return true;
    case 'function':
    case 'method': {
      const { name, callback } = node;
      return SURROUNDED.has(name) || (callback?.kind === 'named' && SURROUNDED.has(callback.name));
    }
    default:
      return false;
  }
}

function indexKnown(
  operands: readonly Operand[],
  complete: { [source: string]: Json },
): ReadonlyMap<string, { value: Value }> {
  const known = operands
    .map(({ source, value }) => [source, Object.hasOwn(complete, source) ? complete[source] : value] as const)
    .filter(([source, value]) => Object.hasOwn(complete, source) || value === undefined || !isClipped(value))
    .map(([source, value]) => [source, { value: value as Value }] as const);
  return new Map(known);
}
