import { AREA_SIZES, listAreaEntries, listBoxes } from '@/app/_features/flow/graph/areas';
import type { AreaKind, Box, Place } from '@/app/_features/flow/graph/graph';
import type { Fields } from '@/app/_features/flow/graph/read-fields';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { freeId, type Insertion } from './add-node';
import { listLaidOut, mapAreas, setLaidOut } from './map-areas';

const PADDING = 30;
// Above the cards of a new frame, where its title is near.
const HEAD = 40;

/** Sets a field of a frame or note; undefined removes it. */
export function setAreaField(draft: Draft, key: string, name: string, value: unknown): Draft {
  return mapAreas(draft, (fields, own) => {
    if (own !== key || fields[name] === value) return fields;
    const { [name]: _, ...rest } = fields;
    return value === undefined ? rest : { ...fields, [name]: value };
  });
}

/** Gives a frame or note a place and a size, rounded to integers. */
export function resizeArea(draft: Draft, key: string, box: Box): Draft {
  return mapAreas(draft, (fields, own) => (own === key ? { ...fields, ...roundBox(box) } : fields));
}

/** Adds a frame around nodes and what else is selected. */
export function addFrame(draft: Draft, keys: ReadonlySet<string>): Insertion {
  const inside = listBoxes(toGraph(draft)).filter(({ key }) => keys.has(key));
  if (inside.length === 0) return { draft, keys: [...keys] };
  const left = Math.min(...inside.map(({ x }) => x)) - PADDING;
  const top = Math.min(...inside.map(({ y }) => y)) - HEAD;
  const right = Math.max(...inside.map(({ x, width }) => x + width)) + PADDING;
  const bottom = Math.max(...inside.map(({ y, height }) => y + height)) + PADDING;
  return addArea(draft, 'frame', { x: left, y: top, width: right - left, height: bottom - top });
}

/** Adds an empty note with its middle at a place. */
export function addNote(draft: Draft, { x, y }: Place): Insertion {
  const { width, height } = AREA_SIZES.note;
  return addArea(draft, 'note', { x: x - width / 2, y: y - height / 2, width, height });
}

function addArea(draft: Draft, kind: AreaKind, box: Box): Insertion {
  return insertAreas(draft, [{ kind, fields: { id: kind, ...roundBox(box) } }]);
}

function roundBox({ x, y, width, height }: Box): Box {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

export type NewArea = { kind: AreaKind; fields: Fields };

/** Adds frames and notes under ids of their own. */
export function insertAreas(draft: Draft, added: readonly NewArea[]): Insertion {
  const keys: string[] = [];
  const next = added.reduce((left, { kind, fields }) => {
    const taken = new Set(
      listAreaEntries(left).flatMap((entry) => (entry.kind === kind ? [String(entry.fields.id)] : [])),
    );
    const id = freeId(taken, String(fields.id ?? kind));
    keys.push(`${kind}:${id}`);
    return setLaidOut(left, kind, [...listLaidOut(left, kind), { ...fields, id }]);
  }, draft);
  return { draft: next, keys };
}
