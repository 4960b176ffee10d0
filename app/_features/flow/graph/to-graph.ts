import { listAreas } from './areas';
import { describeHandlers } from './describe-handlers';
import { describeAnswer, describeNode } from './describe-node';
import type { Card, Graph, GraphEdge, Port } from './graph';
import { type Entry, listEntries } from './list-entries';
import { listLanguages, showInLanguage } from './localized-text';
import { exitsOf, isKnownKind, wiresOf } from './node-exits';
import { findOwnEntry } from './own-entry';
import { placeNodes } from './place-nodes';
import { type Fields, textIn } from './read-fields';

const cards = new WeakMap<Fields, Card>();

/** The card of a node; `handlers` says what leads to it from anywhere in the flow. */
function toCard(node: Fields, handlers: string): Card {
  const known = cards.get(node);
  if (known?.handlers === handlers) return known;
  const kind = textIn(node, 'kind');
  const card: Card = {
    kind,
    known: isKnownKind(kind),
    id: textIn(node, 'id'),
    title: textIn(node, 'label'),
    words: describeNode(node),
    answer: describeAnswer(node),
    note: textIn(node, 'note'),
    handlers,
    ports: toPorts(node),
  };
  cards.set(node, card);
  return card;
}

/**
 * The graph of a draft of any shape, as far as it can be drawn, with its texts in a language, by default the flow's own. Nodes
 * without a position get one.
 */
export function toGraph(draft: Fields, language?: string): Graph {
  const [main] = listLanguages(draft);
  const entries = listEntries(draft).map(({ node, ...entry }) => ({
    ...entry,
    node: showInLanguage(node, language ?? main, main),
  }));
  const ids = new Set(entries.map(({ key }) => key));
  const edges = entries.flatMap((entry) => toEdges(entry, ids));
  const handled = describeHandlers(draft);
  const drawn = entries.map(({ key, node }) => ({
    ...{ key, card: toCard(node, handled.get(key) ?? ''), position: node.position },
  }));
  const places = placeNodes(drawn, [...edges, ...toJumps(entries, textIn(draft, 'start'), ids)]);
  const nodes = drawn.map(({ key, card }) => ({ key, card, place: places.get(key) ?? { x: 0, y: 0 } }));
  return { nodes, edges, areas: listAreas(draft), start: textIn(draft, 'start') };
}

/** The id of a wire. */
export function edgeId(source: string, exit: string): string {
  return `${source} ${toHandle(exit)}`;
}

/** An exit's name with safe characters only, as for CSS selectors; different exits have different names. */
export function toHandle(exit: string): string {
  return exit.replace(/[^A-Za-z0-9_:-]/g, (char) => `~${char.charCodeAt(0).toString(16)}~`);
}

/** The exits of a node that can be taken or are wired; unknown ones come last, so that the author sees and fixes them. */
export function toPorts(node: Fields): Port[] {
  const wires = new Map(wiresOf(node));
  const exits = exitsOf(node);
  const names = new Set(exits.map(({ name }) => name));
  const own = exits
    .filter(({ name, idle }) => !idle || wires.has(name))
    .map((exit) => ({ ...exit, target: wires.get(exit.name) ?? null, unknown: false }));
  const others = [...wires].filter(([name]) => !names.has(name));
  const strange = others.map(([name, target]) => ({
    name,
    label: name,
    idle: false,
    target,
    unknown: true,
  }));
  return [...own, ...strange];
}

// Nodes that lead on in their own flow without a wire are placed as if they had one.
function toJumps(entries: readonly Entry[], start: string, ids: ReadonlySet<string>): GraphEdge[] {
  return entries.flatMap(({ key, node }) => {
    const target = findOwnEntry(node, start);
    const isPlaced = target !== null && target !== start && ids.has(target);
    return isPlaced ? [{ id: edgeId(key, 'self'), source: key, exit: 'self', target }] : [];
  });
}

function toEdges({ key, node }: Entry, ids: ReadonlySet<string>): GraphEdge[] {
  return wiresOf(node)
    .filter(([, target]) => ids.has(target))
    .map(([exit, target]) => ({ id: edgeId(key, exit), source: key, exit, target }));
}
