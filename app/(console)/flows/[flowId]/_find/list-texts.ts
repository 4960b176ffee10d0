import { AREA_KINDS, type AreaEntry, listAreaEntries } from '@/app/_features/flow/graph/areas';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { isKnownKind } from '@/app/_features/flow/graph/node-exits';
import { type Fields, isFields, textIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import type { Path } from '../_edit/set-at';
import { type Control, type Field, isShape, type Shape } from '../_inspector/_specs/field';
import { FLOW_FIELDS } from '../_inspector/_specs/flow-fields';
import { NODE_FIELDS } from '../_inspector/_specs/node-fields';

/** A text of a draft that its author wrote: words, a name, an expression. */
export type DraftText = {
  /** The node, frame or note; null for a setting of the flow. */
  key: string | null;
  path: Path;
  /** The labels of the field and of those around it. */
  field: string;
  /** The language, of a text that is given per language. */
  language: string | null;
  text: string;
  /** Whether the field may be left out when it is empty. */
  optional: boolean;
};

type Place = Pick<DraftText, 'path' | 'field' | 'optional'>;
type Found = Omit<DraftText, 'key'>;

const NAMES: readonly Field[] = [
  { name: 'label', label: 'Name', optional: true, control: { type: 'plain' } },
  { name: 'note', label: 'Note', optional: true, control: { type: 'plain', long: true } },
];
// Wires and other nodes name ids, which are changed one by one.
const ID = 'id';

/** Lists the texts of a draft: those of its nodes in their order, of its frames and notes, and of its settings. */
export function listTexts(draft: Draft): DraftText[] {
  const ofNodes = listEntries(draft).flatMap(({ key, node }) =>
    listNodeTexts(node).map((text) => ({ key, ...text })),
  );
  const ofFlow = listFields(FLOW_FIELDS, draft, { path: [], field: '', optional: false });
  const ofAreas = listAreaEntries(draft).flatMap(listAreaTexts);
  return [...ofNodes, ...ofAreas, ...ofFlow.map((text) => ({ key: null, ...text }))];
}

function listAreaTexts({ key, kind, fields }: AreaEntry): DraftText[] {
  const { text: name, label } = AREA_KINDS[kind];
  const field: Field = { name, label, optional: true, control: { type: 'plain' } };
  return listFields([field], fields, { path: [], field: '', optional: false }).map((text) => ({
    key,
    ...text,
  }));
}

function listNodeTexts(node: Fields): Found[] {
  const kind = textIn(node, 'kind');
  const fields = isKnownKind(kind) ? [...NODE_FIELDS[kind], ...NAMES] : NAMES;
  return listFields(fields, node, { path: [], field: '', optional: false });
}

function listFields(fields: readonly Field[], value: unknown, { path, field }: Place): Found[] {
  if (!isFields(value)) return [];
  return fields
    .filter(({ name }) => name !== ID && Object.hasOwn(value, name))
    .flatMap(({ name, label, control, optional = false }) =>
      listIn(control, value[name], { path: [...path, name], field: join(field, label), optional }),
    );
}

function listIn(control: Control, value: unknown, place: Place): Found[] {
  switch (control.type) {
    case 'template':
    case 'expression':
    case 'plain':
    case 'date':
      return listLanguages(value, place);
    case 'json':
      return listJson(value, place);
    case 'record':
      return listMembers(value, place).flatMap(([own, at]) => listIn(control.value, own, at));
    case 'list':
      return listItems(value, place, control.noun).flatMap(([own, at]) =>
        isShape(control.item) ? listShape(control.item, own, at) : listIn(control.item, own, at),
      );
    case 'shape':
      return listShape(control.shape, value, place);
    default:
      return [];
  }
}

function listShape(shape: Shape, value: unknown, place: Place): Found[] {
  if ('fields' in shape) return listFields(shape.fields, value, place);
  const variant = shape.options.find((option) => isFields(value) && value.type === option.value);
  return variant ? listFields(variant.fields, value, place) : [];
}

function listLanguages(value: unknown, place: Place): Found[] {
  if (typeof value === 'string') return [{ ...place, language: null, text: value }];
  return listMembers(value, place).flatMap(([text, { path, field }]) =>
    typeof text === 'string' ? [{ path, field, language: String(path.at(-1)), text, optional: false }] : [],
  );
}

function listJson(value: unknown, place: Place): Found[] {
  if (typeof value === 'string') return [{ ...place, language: null, text: value, optional: false }];
  const parts = Array.isArray(value) ? listItems(value, place) : listMembers(value, place);
  return parts.flatMap(([own, at]) => listJson(own, at));
}

function listItems(value: unknown, place: Place, noun?: string): [unknown, Place][] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.map((item, index) => {
    const field = noun === undefined ? place.field : join(place.field, `${noun} ${String(index + 1)}`);
    return [item, { path: [...place.path, index], field, optional: false }];
  });
}

function listMembers(value: unknown, place: Place): [unknown, Place][] {
  const members = isFields(value) ? Object.entries(value) : [];
  return members.map(([name, own]) => [
    own,
    { path: [...place.path, name], field: join(place.field, name), optional: false },
  ]);
}

function join(field: string, label: string): string {
  return field === '' ? label : `${field} › ${label}`;
}
