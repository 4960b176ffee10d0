/*
 * Keeps a draft saved while its author types.
 * draft/never-lost: until the server has a text, the stash has it.
 * draft/one-save: one save runs at a time; later changes are saved after it.
 * draft/no-overwrite: a save names the revision it builds on, so no other author's work is overwritten unasked.
 * draft/json-only: a text that is not a JSON object is never sent.
 */

import { lineAt, lineStarts } from '@/app/_features/flow/json/locate-problems';
import { type Draft, parseDraft } from '@/app/_features/flow/json/parse-draft';
import type { ShownError } from '@/app/_ui/state/error-state';
import { createObserved } from './observed';

export type SaveState =
  | { kind: 'saved' | 'unsaved' | 'saving' }
  /** Line, from 1, at which the text stops being JSON. */
  | { kind: 'invalid'; line: number }
  | { kind: 'conflict'; currentRev: number }
  | Failed;

export type SaveResult = { kind: 'saved'; rev: number } | { kind: 'conflict'; currentRev: number } | Failed;

/** `mayPass`: a later attempt may succeed, as when the server was not reached. */
type Failed = { kind: 'failed'; error: ShownError; mayPass: boolean };

type Version = { text: string; rev: number };

export type SaverParts = {
  /** Saves a draft over revision `ifRev`; returns failures instead of throwing. */
  save: (draft: Draft, ifRev: number) => Promise<SaveResult>;
  stash: { read: () => Version | null; write: (text: string, rev: number) => void; clear: () => void };
  /** Runs a function after the author pauses; returns a function that cancels it. */
  afterPause: (run: () => void) => () => void;
};

export type DraftSnapshot = { text: string; rev: number; state: SaveState };

export type DraftSaver = {
  snapshot: () => DraftSnapshot;
  subscribe: (notify: () => void) => () => void;
  /** Returns to the unsaved text that an earlier visit stashed, if there is one. */
  recall: () => void;
  /** Takes the current text of the editor. */
  edit: (text: string) => void;
  /** Saves unsaved changes at once; whether the server then has all of them. */
  flush: () => Promise<boolean>;
  /** Ends a conflict by saving this text over the other one. */
  keepMine: () => Promise<boolean>;
  /** Replaces the text by the server's, such as a restored version. */
  adopt: (text: string, rev: number) => void;
  /** Follows a new revision of the server while nothing is unsaved here; otherwise there is a conflict. */
  follow: (text: string, rev: number) => void;
};

/** Creates the saver of one draft from the server's text. */
export function createDraftSaver(server: Version, parts: SaverParts): DraftSaver {
  const { get, set, subscribe } = createObserved<DraftSnapshot>({ ...server, state: { kind: 'saved' } });
  let onServer = canonical(server.text);
  let callOff = () => {};
  let running: Promise<void> | null = null;

  const edit = (text: string) => {
    if (text === get().text) return;
    callOff();
    set({ text });
    if (canonical(text) === onServer && !running && get().state.kind !== 'conflict') return settle();
    parts.stash.write(text, get().rev);
    if (get().state.kind === 'conflict') return;
    const parsed = parseDraft(text);
    if (!parsed.ok) return set({ state: invalid(text, parsed.error.from) });
    if (!running) set({ state: { kind: 'unsaved' } });
    callOff = parts.afterPause(() => void run());
  };

  const settle = (at: Partial<Version> = {}) => {
    parts.stash.clear();
    set({ ...at, state: { kind: 'saved' } });
  };

  const run = (): Promise<void> => {
    running ??= saveOnce().finally(() => {
      running = null;
    });
    return running;
  };

  const saveOnce = async () => {
    for (;;) {
      const { text, rev } = get();
      const parsed = parseDraft(text);
      if (!parsed.ok) return set({ state: invalid(text, parsed.error.from) });
      if (canonical(text) === onServer) return settle();
      set({ state: { kind: 'saving' } });
      const result = await parts.save(parsed.draft, rev);
      if (result.kind === 'conflict') callOff();
      if (result.kind !== 'saved') return set({ state: result });
      onServer = canonical(text);
      set({ rev: result.rev });
    }
  };

  const flush = async () => {
    callOff();
    if (get().state.kind !== 'conflict') await run();
    return get().state.kind === 'saved';
  };

  const adopt = (text: string, rev: number) => {
    callOff();
    onServer = canonical(text);
    settle({ text, rev });
  };

  return {
    snapshot: get,
    subscribe,
    recall: () => !running && set(toRecalled(get(), parts.stash.read(), onServer)),
    edit,
    flush,
    keepMine: async () => {
      const { state } = get();
      if (state.kind === 'conflict') set({ rev: state.currentRev, state: { kind: 'unsaved' } });
      return flush();
    },
    adopt,
    follow: (text, rev) => {
      if (rev <= get().rev || running) return;
      // A revision that left the draft as it was, such as a rename, is built upon.
      if (canonical(text) === onServer) return set({ rev });
      if (get().state.kind === 'saved') return adopt(text, rev);
      if (canonical(text) === canonical(get().text)) return adopt(get().text, rev);
      callOff();
      set({ state: { kind: 'conflict', currentRev: rev } });
    },
  };
}

function toRecalled(now: DraftSnapshot, kept: Version | null, onServer: string | null): DraftSnapshot {
  if (now.state.kind !== 'saved' || !kept || canonical(kept.text) === onServer) return now;
  if (kept.rev !== now.rev) return { ...kept, state: { kind: 'conflict', currentRev: now.rev } };
  const parsed = parseDraft(kept.text);
  return { ...kept, state: parsed.ok ? { kind: 'unsaved' } : invalid(kept.text, parsed.error.from) };
}

function invalid(text: string, from: number): SaveState {
  return { kind: 'invalid', line: lineAt(lineStarts(text), from) };
}

const canonicals = new WeakMap<Draft, string>();

// Changes of white space alone are not saved.
function canonical(text: string): string | null {
  const parsed = parseDraft(text);
  if (!parsed.ok) return null;
  const known = canonicals.get(parsed.draft) ?? JSON.stringify(parsed.draft);
  canonicals.set(parsed.draft, known);
  return known;
}
