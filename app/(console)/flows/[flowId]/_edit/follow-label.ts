import { type Fields, isFields } from '@/app/_features/flow/graph/read-fields';
import { findFreeName } from '@/app/_lib/find-free-name';
import { getAt, type Path, setAt } from './set-at';

const LABELED = new Set<string | number>(['choices', 'buttons']);
const MAX_CHARS = 200;

/**
 * Lets the value of a choice or reply button follow its label, until it was edited by hand: `after` is `before` with a changed label
 * at `path`.
 */
export function followLabel(before: Fields, after: Fields, path: Path): Fields {
  const at = path.lastIndexOf('label');
  const [list, index] = [path[at - 2], path[at - 1]];
  if (list === undefined || !LABELED.has(list) || typeof index !== 'number') return after;
  const item = path.slice(0, at);
  const value = [...item, ...(isFields(getAt(after, [...item, 'action'])) ? ['action', 'value'] : ['value'])];
  const current = getAt(before, value);
  const [old, label] = [before, after].map((node) => readLabel(getAt(node, [...item, 'label'])));
  if (typeof current !== 'string' || old === label || !isOf(current, old ?? '')) return after;
  const others = listOthers(after, path.slice(0, at - 1), index, value.slice(at));
  return setAt(after, value, findFreeName(toValue(label ?? ''), others)) as Fields;
}

/** The label, or its first language. */
function readLabel(label: unknown): string {
  const text = isFields(label) ? Object.values(label)[0] : label;
  return typeof text === 'string' ? text : '';
}

/** The value of a choice with this label. */
function toValue(label: string): string {
  const word = label.trim().slice(0, MAX_CHARS - 4);
  return word === '' || word.includes('{{') ? 'option' : word;
}

/** Whether a value is none yet or follows from a label, perhaps with a number that tells it from another. */
function isOf(value: string, label: string): boolean {
  const word = toValue(label);
  return (
    value === '' ||
    value === word ||
    (value.startsWith(`${word}_`) && /^\d+$/.test(value.slice(word.length + 1)))
  );
}

function listOthers(node: Fields, list: Path, index: number, place: Path): ReadonlySet<unknown> {
  const items = getAt(node, list);
  const values = (Array.isArray(items) ? items : []).map((item) => getAt(item, place));
  return new Set(values.filter((_, own) => own !== index));
}
