import type { Json } from '../../json';
import { evaluateNode } from '../evaluate-node';
import type { TreeNode, Value } from '../tree';
import { clipJson } from '../values/clip-json';
import { hasFreeLocal } from './has-free-local';
import { mapTree } from './map-tree';
import { PART, type Path } from './origin';
import type { EditStep, Search } from './proposal';
import type { Edit } from './why';

/** The values of the subjects after a change. */
export function applySteps(steps: readonly EditStep[], { model, evaluation }: Search): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const { subject, path, toValue } of steps) {
    const before = values.has(subject) ? values.get(subject) : readSubject(subject);
    values.set(subject, setAt(before, path, toValue));
  }
  return values;

  function readSubject(subject: string): Value {
    if (!subject.startsWith(PART)) return model.values[subject];
    const part = findPart(model.root, subject.slice(PART.length), model.source);
    return part && evaluateNode(part, evaluation);
  }
}

/** Evaluates a part of the condition with these values of subjects. */
export function evaluateWith(
  node: TreeNode,
  values: ReadonlyMap<string, Value>,
  { model, evaluation }: Search,
): Value {
  const variables = { ...model.values, ...Object.fromEntries(values) } as typeof evaluation.variables;
  const changed = mapTree(node, (part) => {
    const name = PART + model.source.slice(part.start, part.end);
    if (!values.has(name) || hasFreeLocal(part)) return null;
    return { kind: 'variable', name, start: part.start, end: part.end };
  });
  return evaluateNode(changed, { ...evaluation, variables, locals: [] });
}

/** The values of subjects as edits of operands. */
export function toEdits(values: ReadonlyMap<string, Value>, { model }: Search): Edit[] {
  return [...values].map(([name, value]) => {
    const subject = model.subjects.get(name) ?? { source: name.slice(PART.length), isPart: true };
    return { ...subject, value: value === undefined ? undefined : clipJson(value as Json) };
  });
}

function findPart(node: TreeNode, text: string, source: string): TreeNode | null {
  let found: TreeNode | null = null;
  mapTree(node, (part) => {
    if (!found && source.slice(part.start, part.end) === text && !hasFreeLocal(part)) found = part;
    return found ? part : null;
  });
  return found;
}

function setAt(value: Value, [key, ...rest]: Path, toValue: (value: Value) => Value): Value {
  if (key === undefined) return toValue(value);
  if (Array.isArray(value))
    return value.map((element, index) => (index === key ? setAt(element, rest, toValue) : element));
  const record = typeof value === 'object' && value !== null ? value : {};
  const before = Object.hasOwn(record, key) ? record[key] : undefined;
  return Object.fromEntries([...Object.entries(record), [key, setAt(before, rest, toValue)]]);
}
