import { cutText } from '../data/cut-text';
import type { Node } from '../definition/node';
import type { FlowGraph, Route } from './flow-graph';

const MAX_FIRST = 2;
const MAX_LAST = 6;
const MAX_NAME_CHARS = 60;

/** The name of a node for its author: its label, else its id. */
export function nameNode({ label, id }: Pick<Node, 'label' | 'id'>): string {
  const name = label?.trim() ?? '';
  return `"${name === '' ? id : cutText(name, MAX_NAME_CHARS)}"`;
}

/** A route in words, without the middle of a long one: "Start" → "Ask" (invalid) → "End". */
export function describeRoute(route: Route, { nodes }: FlowGraph): string {
  const names = route.map(({ node, exit }) => {
    const of = nodes[node]?.node;
    const by = of && exit !== null && exit !== 'next' ? ` (${nameExit(of, exit)})` : '';
    return of ? `${nameNode(of)}${by}` : '';
  });
  const middle = names.length - MAX_FIRST - MAX_LAST;
  const shown = middle <= 1 ? names : [...names.slice(0, MAX_FIRST), '…', ...names.slice(-MAX_LAST)];
  return shown.join(' → ');
}

/** The name of an exit: the label of its branch or choice, if it has one. */
export function nameExit(node: Node, exit: string): string {
  if (node.kind === 'condition' || node.kind === 'intent' || node.kind === 'split') {
    const label = node.branches.find(({ id }) => id === exit)?.label?.trim();
    return label ? cutText(label, MAX_NAME_CHARS) : exit;
  }
  if (exit.startsWith('handler ')) return exit;
  const chosen = node.kind === 'question' && exit.startsWith('choice:') ? exit.slice('choice:'.length) : null;
  return chosen ?? EXIT_WORDS[exit] ?? exit;
}

const EXIT_WORDS: Readonly<Record<string, string>> = {
  invalid: 'no valid answer',
  noReply: 'no reply',
  else: 'else',
  goto: 'goes there',
  call: 'calls',
};
