import { AREA_KINDS, type AreaEntry, listAreaEntries } from '@/app/_features/flow/graph/areas';
import type { AreaKind } from '@/app/_features/flow/graph/graph';
import { type Fields, fieldsIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';

/** Maps the frames and notes of a draft; null removes one. Without a change the result is the same object. */
export function mapAreas(draft: Draft, change: (fields: Fields, key: string) => Fields | null): Draft {
  const entries = listAreaEntries(draft).map((entry) => ({ entry, next: change(entry.fields, entry.key) }));
  const changed = entries.filter(({ entry, next }) => next !== entry.fields);
  if (changed.length === 0) return draft;
  return changed.reduce((left, { entry, next }) => setArea(left, entry, next), draft);
}

function setArea(draft: Draft, { kind, fields }: AreaEntry, next: Fields | null): Draft {
  const list = listLaidOut(draft, kind).flatMap((one) =>
    one === fields ? (next === null ? [] : [next]) : [one],
  );
  return setLaidOut(draft, kind, list);
}

/** The frames or notes of a draft, as they are in its layout. */
export function listLaidOut(draft: Draft, kind: AreaKind): unknown[] {
  const list = fieldsIn(draft, 'layout')[AREA_KINDS[kind].list];
  return Array.isArray(list) ? list : [];
}

/** Sets the frames or notes of a draft; a layout without any is left out. */
export function setLaidOut(draft: Draft, kind: AreaKind, list: readonly unknown[]): Draft {
  const { [AREA_KINDS[kind].list]: _, ...others } = fieldsIn(draft, 'layout');
  const layout = list.length === 0 ? others : { ...others, [AREA_KINDS[kind].list]: list };
  if (Object.keys(layout).length > 0) return { ...draft, layout };
  const { layout: __, ...rest } = draft;
  return rest;
}
