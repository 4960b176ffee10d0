import { shorten } from '@/app/_lib/shorten';
import type { LayoutColor } from '@/server/engine/definition/layout';
import type { Area, AreaKind, Box, Graph, GraphNode, Place } from './graph';
import { CARD_WIDTH, cardHeight } from './lay-out';
import { type Fields, fieldsIn, isFields, textIn } from './read-fields';

/** The colors of areas by their names. */
export const AREA_COLORS: Readonly<Record<LayoutColor, string>> = {
  gray: 'Gray',
  blue: 'Blue',
  green: 'Green',
  yellow: 'Yellow',
  red: 'Red',
  violet: 'Violet',
};

/** Each kind: its name, the member of the layout that has its areas, the field with their text and its label, and their color. */
export const AREA_KINDS = {
  frame: { name: 'Frame', list: 'frames', text: 'title', label: 'Title', color: 'gray' },
  note: { name: 'Note', list: 'notes', text: 'text', label: 'Text', color: 'yellow' },
} as const;

const KINDS = ['frame', 'note'] as const;

export const AREA_SIZES = { frame: { width: 480, height: 320 }, note: { width: 220, height: 120 } } as const;
/** The sides of an area are at least so long. */
export const SMALLEST_AREA = 40;

const areas = new WeakMap<Fields, Area>();

/** An area of a draft. */
export type AreaEntry = { key: string; kind: AreaKind; fields: Fields };

/** The areas of a draft of any shape, frames first; those without an id of their own have a generated key. */
export function listAreaEntries(draft: Fields): AreaEntry[] {
  return KINDS.flatMap((kind) => {
    const list = fieldsIn(draft, 'layout')[AREA_KINDS[kind].list];
    const taken = new Set<string>();
    return (Array.isArray(list) ? list : []).flatMap((fields: unknown, index) => {
      if (!isFields(fields)) return [];
      const id = textIn(fields, 'id');
      const key = `${kind}:${id === '' || taken.has(id) ? `~${String(index)}` : id}`;
      taken.add(id);
      return [{ key, kind, fields }];
    });
  });
}

/** The kind of the area with a key; null for a node, because no key of one has a colon. */
export function kindOfArea(key: string): AreaKind | null {
  return KINDS.find((kind) => key.startsWith(`${kind}:`)) ?? null;
}

/** The areas of a draft as they are drawn. The same object of the draft always gives the same area. */
export function listAreas(draft: Fields): Area[] {
  return listAreaEntries(draft).map((entry) => {
    const known = areas.get(entry.fields);
    if (known?.key === entry.key) return known;
    const area = toArea(entry);
    areas.set(entry.fields, area);
    return area;
  });
}

/** The number of things on the canvas in words: nodes, or items where there are others among them. */
export function countItems(keys: ReadonlySet<string>): string {
  const isMixed = [...keys].some((key) => kindOfArea(key) !== null);
  return `${String(keys.size)} ${isMixed ? 'items' : 'nodes'}`;
}

/** The accessible name of an area. */
export function nameArea({ kind, text }: Area): string {
  return [AREA_KINDS[kind].name, shorten(text, 80)].filter(Boolean).join(', ');
}

function toArea({ key, kind, fields }: AreaEntry): Area {
  const { text, color } = AREA_KINDS[kind];
  const size = AREA_SIZES[kind];
  return {
    ...{ key, kind, id: textIn(fields, 'id'), text: textIn(fields, text) },
    color: isColor(fields.color) ? fields.color : color,
    place: { x: numberIn(fields, 'x', 0), y: numberIn(fields, 'y', 0) },
    width: Math.max(SMALLEST_AREA, numberIn(fields, 'width', size.width)),
    height: Math.max(SMALLEST_AREA, numberIn(fields, 'height', size.height)),
  };
}

function isColor(value: unknown): value is LayoutColor {
  return typeof value === 'string' && Object.hasOwn(AREA_COLORS, value);
}

function numberIn(fields: Fields, name: string, other: number): number {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : other;
}

/** Keys together with those of everything whose center is inside of a frame among them. */
export function withMembers(graph: Graph, keys: ReadonlySet<string>): ReadonlySet<string> {
  const frames = graph.areas.filter(({ kind, key }) => kind === 'frame' && keys.has(key));
  if (frames.length === 0) return keys;
  const inside = listBoxes(graph).filter(
    (box) => !keys.has(box.key) && frames.some((frame) => holds(frame, box)),
  );
  return new Set([...keys, ...inside.map(({ key }) => key)]);
}

/** The places of what is dragged, and of everything that was inside the frames among it; all of it moves alike. */
export function dragTo(
  graph: Graph,
  dragged: readonly { id: string; position: Place }[],
): ReadonlyMap<string, Place> {
  const places = new Map(dragged.map(({ id, position: { x, y } }) => [id, { x, y }]));
  const all = withMembers(graph, new Set(places.keys()));
  if (all.size === places.size) return places;
  const boxes = new Map(listBoxes(graph).map((box) => [box.key, box]));
  const [first] = dragged;
  const from = first && boxes.get(first.id);
  if (!from) return places;
  const [dx, dy] = [first.position.x - from.x, first.position.y - from.y];
  for (const key of all) {
    const box = boxes.get(key);
    if (box && !places.has(key)) places.set(key, { x: box.x + dx, y: box.y + dy });
  }
  return places;
}

/** Everything on the canvas with a key. */
export function findItem({ nodes, areas: drawn }: Graph, key: string | null): GraphNode | Area | undefined {
  return nodes.find((node) => node.key === key) ?? drawn.find((area) => area.key === key);
}

/** The size of a card, a frame or a note. */
export function sizeOf(item: GraphNode | Area): { width: number; height: number } {
  return 'card' in item ? { width: CARD_WIDTH, height: cardHeight(item.card) } : item;
}

/** The places and sizes of everything on the canvas. */
export function listBoxes({ nodes, areas: drawn }: Graph): (Box & { key: string })[] {
  return [...nodes, ...drawn].map((item) => {
    const { width, height } = sizeOf(item);
    return { key: item.key, ...item.place, width, height };
  });
}

// A frame around another one has it inside; two that are the same have neither.
function holds(frame: Area, box: Box): boolean {
  const { x, y } = frame.place;
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  const isSmaller = box.width * box.height < frame.width * frame.height;
  return isSmaller && middleX > x && middleX < x + frame.width && middleY > y && middleY < y + frame.height;
}
