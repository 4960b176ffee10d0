import { listAreaEntries } from '@/app/_features/flow/graph/areas';
import type { AreaKind, Place } from '@/app/_features/flow/graph/graph';
import { listEntries, listIds } from '@/app/_features/flow/graph/list-entries';
import { wiresOf } from '@/app/_features/flow/graph/node-exits';
import { type Fields, isFields } from '@/app/_features/flow/graph/read-fields';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { parseJson } from '@/app/_features/flow/json/parse-json';
import { freeId, type Insertion } from './add-node';
import { insertAreas, type NewArea } from './edit-areas';

const FORMAT = 'parley.nodes';
const STEP = 40;

/** What the clipboard holds: nodes, frames and notes. */
export type Copied = { nodes: readonly Fields[]; areas: readonly NewArea[] };

/** Nodes with their places, frames and notes as text for the clipboard. */
export function copyNodes(draft: Draft, keys: ReadonlySet<string>): string {
  const places = new Map(toGraph(draft).nodes.map(({ key, place }) => [key, place]));
  const nodes = listEntries(draft)
    .filter(({ key }) => keys.has(key))
    .map(({ key, node }) => ({ ...node, position: places.get(key) }));
  const areas = listAreaEntries(draft).filter(({ key }) => keys.has(key));
  const listOf = (kind: AreaKind) => areas.filter((area) => area.kind === kind).map(({ fields }) => fields);
  const layout = areas.length > 0 ? { layout: { frames: listOf('frame'), notes: listOf('note') } } : {};
  return JSON.stringify({ format: FORMAT, nodes, ...layout }, null, 2);
}

/** Parses nodes, frames and notes from the clipboard: a copy, a definition, or a flow file; null for anything else. */
export function parseCopied(text: string): Copied | null {
  const parsed = parseJson(text);
  const value = parsed.ok ? parsed.value : null;
  const holder = isFields(value) && isFields(value.definition) ? value.definition : value;
  if (!isFields(holder) || !Array.isArray(holder.nodes)) return null;
  const nodes = holder.nodes.filter(isFields).filter(({ id, kind }) => isText(id) && isText(kind));
  const areas = listAreaEntries(holder).map(({ kind, fields }) => ({ kind, fields }));
  return nodes.length + areas.length > 0 ? { nodes, areas } : null;
}

/**
 * Adds copies of nodes under new ids, wired among each other as before. Wires to other nodes stay where these exist here.
 * `at` is the place of the upper left copy; default: a step beside the originals.
 */
export function pasteNodes(draft: Draft, { nodes, areas }: Copied, at: Place | null = null): Insertion {
  const here = listIds(draft);
  const ids = assignIds(nodes, here);
  const corners = [
    ...nodes.map(({ position }) => placeOf(position)),
    ...areas.map(({ fields }) => placeOf(fields)),
  ];
  const shift = toShift(corners, at);
  const pasted = nodes.map((node) => {
    const { id: _, exits: __, position: ___, ...rest } = node;
    const wires = wiresOf(node).flatMap(([exit, target]) => {
      const led = ids.get(target) ?? (here.has(target) ? target : null);
      return led === null ? [] : [[exit, led]];
    });
    const { x, y } = placeOf(node.position);
    const position = { x: x + shift.x, y: y + shift.y };
    return { id: ids.get(String(node.id)), ...rest, position, exits: Object.fromEntries(wires) };
  });
  const old: unknown[] = Array.isArray(draft.nodes) ? draft.nodes : [];
  const keys = [...ids.values()];
  const start = here.size === 0 ? { start: keys[0] } : {};
  const filled = { ...draft, ...start, nodes: [...old, ...pasted] };
  const moved = areas.map(({ kind, fields }) => {
    const { x, y } = placeOf(fields);
    return { kind, fields: { ...fields, x: x + shift.x, y: y + shift.y } };
  });
  const added = insertAreas(filled, moved);
  return { draft: added.draft, keys: [...keys, ...added.keys] };
}

/** Duplicates nodes, frames and notes of a draft. */
export function duplicateNodes(draft: Draft, keys: ReadonlySet<string>): Insertion {
  return pasteNodes(draft, parseCopied(copyNodes(draft, keys)) ?? { nodes: [], areas: [] });
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

function toShift(places: readonly Place[], at: Place | null): Place {
  if (!at || places.length === 0) return { x: STEP, y: STEP };
  return {
    x: Math.round(at.x - Math.min(...places.map(({ x }) => x))),
    y: Math.round(at.y - Math.min(...places.map(({ y }) => y))),
  };
}

function placeOf(value: unknown): Place {
  const { x, y } = isFields(value) ? value : {};
  return { x: typeof x === 'number' ? x : 0, y: typeof y === 'number' ? y : 0 };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
