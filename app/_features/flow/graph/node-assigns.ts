import type { NodeKind } from '@/server/engine/definition/node';
import { isKnownKind } from './node-exits';
import { type Fields, listIn, textIn } from './read-fields';

const named = (...names: string[]) => names.filter((name) => name !== '');
const assigned = (node: Fields, list: string) =>
  named(...listIn(node, list).map((item) => textIn(item, 'variable')));

// A test holds these against the engine's own, kind by kind.
const ASSIGNS: { [K in NodeKind]?: (node: Fields) => string[] } = {
  question: (node) => named(textIn(node, 'variable')),
  set: (node) => assigned(node, 'assign'),
  http: (node) => [...assigned(node, 'save'), 'error'],
  ai: (node) => [...named(textIn(node, 'variable')), 'error'],
  transfer: () => ['transferFailReason'],
  'await-event': (node) => named(textIn(node, 'variable')),
  subflow: (node) => assigned(node, 'outputs'),
  each: (node) => named(textIn(node, 'item'), textIn(node, 'index')),
};

/** The variables that a node sets. */
export function assignsOf(node: Fields): string[] {
  const kind = textIn(node, 'kind');
  return isKnownKind(kind) ? (ASSIGNS[kind]?.(node) ?? []) : [];
}
