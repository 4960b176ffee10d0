import type { GraphNode, Place, Port } from '@/app/_features/flow/graph/graph';
import { CARD_WIDTH, cardHeight, overlap } from '@/app/_features/flow/graph/lay-out';
import { listEntries, listIds } from '@/app/_features/flow/graph/list-entries';
import { exitsOf } from '@/app/_features/flow/graph/node-exits';
import { type Fields, fieldsIn } from '@/app/_features/flow/graph/read-fields';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { findFreeName } from '@/app/_lib/find-free-name';
import type { NodeKind } from '@/server/engine/definition/node';
import { blankNode } from './blank-node';
import { makeRoom } from './make-room';
import { moveNodes } from './move-nodes';
import { suggestCondition } from './suggest-condition';
import { connect, type WireEnd } from './wire-nodes';

const COLUMN = CARD_WIDTH + 80;
const GAP = 40;

/** A draft after nodes were inserted, and the keys of these nodes. `isBlank`: their required fields are empty. */
export type Insertion = { draft: Draft; keys: string[]; isBlank?: true };

/** Adds a node at a place and connects the exit `from` to it. The first node of a flow is its start. */
export function addNode(draft: Draft, kind: NodeKind, place: Place, from: WireEnd | null = null): Insertion {
  const id = freeId(listIds(draft), kind.replace('-', '_'));
  const nodes: unknown[] = Array.isArray(draft.nodes) ? draft.nodes : [];
  const first = listEntries(draft).length === 0;
  const { exits, ...rest } = blankNode(kind, id);
  const when = kind === 'condition' && from ? suggestCondition(draft, from.key) : '';
  const node = { ...rest, ...(when && { branches: [{ id: 'yes', when }] }), position: place, exits };
  const added = { ...draft, ...(first && { start: id }), nodes: [...nodes, node] };
  return { draft: from ? connect(added, from, id) : added, keys: [id], isBlank: true };
}

/**
 * Adds a node to the right of another and connects the given exit of that one, else the one by which it usually leads on, else its
 * first free one. If that leads on already, the node goes into the wire, and what follows makes room. By default it follows the node
 * at which the flow ends.
 */
export function addNodeAfter(
  draft: Draft,
  kind: NodeKind,
  after: string | null,
  exitName?: string,
): Insertion {
  const { nodes } = toGraph(draft);
  const before = nodes.find(({ key }) => key === after) ?? findLast(nodes);
  if (!before) return moveToFree(addNode(draft, kind, { x: 0, y: 0 }));
  const { ports } = before.card;
  const exit = ports.find(({ name }) => name === exitName) ?? findLeading(ports);
  const beside = { x: before.place.x + COLUMN, y: before.place.y };
  if (!exit) return moveToFree(addNode(draft, kind, beside));
  const leadsOn = exit.target !== null && exitsOf(blankNode(kind, '')).length > 0;
  const roomy = leadsOn ? makeRoom(draft, before.key, exit.target ?? '', beside.x + COLUMN) : draft;
  return moveToFree(addIntoWire(roomy, kind, beside, { key: before.key, exit: exit.name }));
}

const LEADING_EXITS: ReadonlySet<string> = new Set(['next', 'success']);

/** The exit after which people expect the next node: the main one, else the first free one. */
function findLeading(ports: readonly Port[]): Port | undefined {
  return ports.find(({ name }) => LEADING_EXITS.has(name)) ?? ports.find(isFree) ?? ports[0];
}

/** Adds a node at a place and into the wire of an exit, so that it leads on to the old target. A node without exits ends nothing. */
export function addIntoWire(draft: Draft, kind: NodeKind, place: Place, from: WireEnd): Insertion {
  const target = fieldsIn(listEntries(draft).find(({ key }) => key === from.key)?.node ?? {}, 'exits')[
    from.exit
  ];
  if (typeof target !== 'string') return addNode(draft, kind, place, from);
  const exit = findMainExit(blankNode(kind, ''));
  if (exit === null) return addNode(draft, kind, place);
  const added = addNode(draft, kind, place, from);
  return { ...added, draft: connect(added.draft, { key: added.keys[0] ?? '', exit }, target) };
}

const MAIN_EXITS = ['next', 'success', 'else', 'done'];

/** The exit that leads on where nothing special happens; null for a node without exits. */
function findMainExit(node: Fields): string | null {
  const names = exitsOf(node).map(({ name }) => name);
  return MAIN_EXITS.find((name) => names.includes(name)) ?? names[0] ?? null;
}

function isFree({ target, idle }: Port): boolean {
  return target === null && !idle;
}

/** The last node with a free exit, else the last one that leads to an end. */
function findLast(nodes: readonly GraphNode[]): GraphNode | undefined {
  const ends = new Set(nodes.filter(({ card }) => card.kind === 'end').map(({ key }) => key));
  const leadsToEnd = ({ card }: GraphNode) => ends.has(card.ports[0]?.target ?? '');
  return nodes.findLast(({ card }) => card.ports.some(isFree)) ?? nodes.findLast(leadsToEnd);
}

/** An id that is free: the word itself, or with a number appended. */
export function freeId(taken: ReadonlySet<string>, word: string): string {
  const stem = (word.replace(/_?\d+$/, '') || word).slice(0, 56);
  return findFreeName(word, taken, (number) => `${stem}_${number}`);
}

/** Moves the added node to the first free place at or below its own. */
function moveToFree(insertion: Insertion): Insertion {
  const { draft, keys } = insertion;
  const { nodes } = toGraph(draft);
  const added = nodes.find(({ key }) => key === keys[0]);
  if (!added) return insertion;
  const others = nodes.filter(({ key }) => key !== added.key);
  let place = added.place;
  for (;;) {
    const hit = others.find((other) => overlap({ place, card: added.card }, other));
    if (!hit) return { ...insertion, draft: moveNodes(draft, new Map([[added.key, place]])) };
    place = { x: place.x, y: hit.place.y + cardHeight(hit.card) + GAP };
  }
}
