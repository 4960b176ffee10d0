import type { Place } from '@/app/_features/flow/graph/graph';
import { listEntries, listIds } from '@/app/_features/flow/graph/list-entries';
import { wiresOf } from '@/app/_features/flow/graph/node-exits';
import { type Fields, isFields } from '@/app/_features/flow/graph/read-fields';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { parseJson } from '@/app/_features/flow/json/parse-json';
import { freeId, type Insertion } from './add-node';

const FORMAT = 'parley.nodes';
const STEP = 40;

/** Nodes with their places as text for the clipboard. */
export function copyNodes(draft: Draft, keys: ReadonlySet<string>): string {
  const places = new Map(toGraph(draft).nodes.map(({ key, place }) => [key, place]));
  const nodes = listEntries(draft)
    .filter(({ key }) => keys.has(key))
    .map(({ key, node }) => ({ ...node, position: places.get(key) }));
  return JSON.stringify({ format: FORMAT, nodes }, null, 2);
}

/** Parses nodes from the clipboard: a copy, a definition, or a flow file; null for anything else. */
export function parseNodes(text: string): Fields[] | null {
  const parsed = parseJson(text);
  const value = parsed.ok ? parsed.value : null;
  const holder = isFields(value) && isFields(value.definition) ? value.definition : value;
  if (!isFields(holder) || !Array.isArray(holder.nodes)) return null;
  const nodes = holder.nodes.filter(isFields).filter(({ id, kind }) => isText(id) && isText(kind));
  return nodes.length > 0 ? nodes : null;
}

/**
 * Adds copies of nodes under new ids, wired among each other as before. Wires to other nodes stay where these exist here.
 * `at` is the place of the upper left copy; default: a step beside the originals.
 */
export function pasteNodes(draft: Draft, nodes: readonly Fields[], at: Place | null = null): Insertion {
  const here = listIds(draft);
  const ids = assignIds(nodes, here);
  const shift = toShift(nodes, at);
  const pasted = nodes.map((node) => {
    const { id: _, exits: __, position: ___, ...rest } = node;
    const wires = wiresOf(node).flatMap(([exit, target]) => {
      const led = ids.get(target) ?? (here.has(target) ? target : null);
      return led === null ? [] : [[exit, led]];
    });
    const { x, y } = placeOf(node);
    const position = { x: x + shift.x, y: y + shift.y };
    return { id: ids.get(String(node.id)), ...rest, position, exits: Object.fromEntries(wires) };
  });
  const old: unknown[] = Array.isArray(draft.nodes) ? draft.nodes : [];
  const keys = [...ids.values()];
  const start = here.size === 0 ? { start: keys[0] } : {};
  return { draft: { ...draft, ...start, nodes: [...old, ...pasted] }, keys };
}

/** Duplicates nodes of a draft. */
export function duplicateNodes(draft: Draft, keys: ReadonlySet<string>): Insertion {
  return pasteNodes(draft, parseNodes(copyNodes(draft, keys)) ?? []);
}

function assignIds(nodes: readonly Fields[], here: ReadonlySet<string>): Map<string, string> {
  const taken = new Set(here);
  const ids = new Map<string, string>();
  for (const { id } of nodes) {
    const fresh = freeId(taken, String(id));
    taken.add(fresh);
    ids.set(String(id), fresh);
  }
  return ids;
}

function toShift(nodes: readonly Fields[], at: Place | null): Place {
  if (!at) return { x: STEP, y: STEP };
  const places = nodes.map(placeOf);
  return {
    x: Math.round(at.x - Math.min(...places.map(({ x }) => x))),
    y: Math.round(at.y - Math.min(...places.map(({ y }) => y))),
  };
}

function placeOf({ position }: Fields): Place {
  const { x, y } = isFields(position) ? position : {};
  return { x: typeof x === 'number' ? x : 0, y: typeof y === 'number' ? y : 0 };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
