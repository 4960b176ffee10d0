import { isFields } from '@/app/_features/flow/graph/read-fields';
import { findFreeName } from '@/app/_lib/find-free-name';

const NAMES = new Set(['id', 'value', 'name', 'variable', 'code']);

/** A new item of a list, with ids and values that no other item has, because these name exits. */
export function newItem(blank: unknown, items: readonly unknown[]): unknown {
  if (!isFields(blank)) return blank;
  const isName = (key: string) => NAMES.has(key) && !(key === 'value' && 'variable' in blank);
  const fresh = Object.entries(blank).map(([key, value]) =>
    isName(key) && typeof value === 'string' ? [key, freeName(key, value || 'option', items)] : [key, value],
  );
  return Object.fromEntries(fresh);
}

function freeName(key: string, word: string, items: readonly unknown[]): string {
  const taken = new Set(items.map((item) => (isFields(item) ? item[key] : null)));
  return findFreeName(word, taken);
}
