/*
 * Keeps the canvas and the text of a draft the same.
 * editor/one-draft: a change on the canvas is written into the text at once, and a change of the text is drawn.
 * editor/invalid-kept: a text that is not JSON is never overwritten; the canvas shows the last valid draft, read-only.
 * editor/undoable: every change can be undone, wherever it was made.
 * editor/fresh-node: a node that was added is fresh until it is edited or left, so that it is not called incomplete at once.
 * editor/entry: a node that was added by a press is entered: its first field takes the focus.
 */

import { listAreaEntries } from '@/app/_features/flow/graph/areas';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { type Draft, parseDraft } from '@/app/_features/flow/json/parse-draft';
import { keepEqual } from '@/app/_lib/keep-equal';
import { createObserved } from '../_draft/observed';
import type { Insertion } from './add-node';
import { createHistory, type History, recordChange, redo, undo } from './history';
import { settlePlaces } from './settle-places';

/** `key`: the node, or null for the settings of the flow. `pointer`: the field as a JSON pointer into it; empty for its first one. */
export type EnteredNode = { key: string | null; pointer: string };

export type EditorSnapshot = {
  history: History<Draft>;
  selection: ReadonlySet<string>;
  /** The selected wire, by its id on the canvas. */
  wire: string | null;
  /** The nodes that were just added, and neither edited nor left (editor/fresh-node). */
  fresh: ReadonlySet<string>;
  /** The node of which a field takes the focus (editor/entry). */
  entered: EnteredNode | null;
  /** Whether the text is not JSON at the moment. */
  broken: boolean;
};

export type FlowEditor = {
  snapshot: () => EditorSnapshot;
  subscribe: (notify: () => void) => () => void;
  /** Changes the draft. Successive changes of the same `place` are undone as one. */
  change: (act: (draft: Draft) => Draft, place?: string) => void;
  /** Inserts nodes into the draft and selects them. */
  insert: (act: (draft: Draft) => Insertion) => void;
  /** Inserts a node and enters it. */
  insertAndEnter: (act: (draft: Draft) => Insertion) => void;
  /** Selects a node, or nothing for the settings of the flow, and enters it at a field by its JSON pointer. */
  enter: (key: string | null, pointer?: string) => void;
  undo: () => void;
  redo: () => void;
  select: (keys: ReadonlySet<string>) => void;
  selectWire: (id: string | null) => void;
  /** Takes a text that was typed or loaded elsewhere. */
  setText: (text: string) => void;
};

const NONE: ReadonlySet<string> = new Set();

/** Creates the editor of one draft; `write` takes the text of each change. */
export function createFlowEditor(text: string, write: (text: string) => void): FlowEditor {
  const first = parseDraft(text);
  const { get, set, subscribe } = createObserved<EditorSnapshot>({
    history: createHistory<Draft>(first.ok ? first.draft : {}),
    selection: NONE,
    wire: null,
    fresh: NONE,
    entered: null,
    broken: !first.ok,
  });
  let known = text;

  const show = (history: History<Draft>, marks: Partial<Marks> = {}) => {
    if (history === get().history || get().broken) return;
    const { selection = get().selection, fresh = NONE, entered = null } = marks;
    set({ history, selection: keepPresent(selection, history.present), wire: null, fresh, entered });
    known = formatJson(history.present);
    write(known);
  };

  const setText = (next: string) => {
    if (next === known) return;
    known = next;
    const parsed = parseDraft(next);
    if (!parsed.ok) return set({ broken: true });
    const { history, selection } = get();
    const draft = keepEqual(history.present, parsed.draft);
    set({
      history: recordChange(history, draft, 'text'),
      selection: keepPresent(selection, draft),
      fresh: NONE,
      broken: false,
    });
  };

  const insert = (act: (draft: Draft) => Insertion, enters: boolean) => {
    const { history } = get();
    const { draft, keys, isBlank } = act(settlePlaces(history.present));
    show(recordChange(history, draft), toMarks(keys, isBlank === true, enters));
  };

  return {
    snapshot: get,
    subscribe,
    change: (act, place) => {
      const { history } = get();
      const settled = settlePlaces(history.present);
      const changed = act(settled);
      if (changed !== settled) show(recordChange(history, changed, place));
    },
    insert: (act) => insert(act, false),
    insertAndEnter: (act) => insert(act, true),
    enter: (key, pointer = '') =>
      set({
        selection: key === null ? NONE : new Set([key]),
        wire: null,
        fresh: NONE,
        entered: { key, pointer },
      }),
    undo: () => show(undo(get().history)),
    redo: () => show(redo(get().history)),
    select: (selection) =>
      !sameKeys(selection, get().selection) && set({ selection, wire: null, fresh: NONE, entered: null }),
    selectWire: (wire) =>
      wire !== get().wire &&
      set({ wire, selection: wire ? NONE : get().selection, fresh: NONE, entered: null }),
    setText,
  };
}

type Marks = Pick<EditorSnapshot, 'selection' | 'fresh' | 'entered'>;

/** The marks of inserted nodes. */
function toMarks(keys: readonly string[], isBlank: boolean, enters: boolean): Marks {
  const selection = new Set(keys);
  const [key] = keys;
  return {
    selection,
    fresh: isBlank ? selection : NONE,
    entered: enters && key !== undefined ? { key, pointer: '' } : null,
  };
}

function keepPresent(keys: ReadonlySet<string>, draft: Draft): ReadonlySet<string> {
  if (keys.size === 0) return keys;
  const present = new Set([...listEntries(draft), ...listAreaEntries(draft)].map(({ key }) => key));
  return [...keys].every((key) => present.has(key))
    ? keys
    : new Set([...keys].filter((key) => present.has(key)));
}

function sameKeys(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}
