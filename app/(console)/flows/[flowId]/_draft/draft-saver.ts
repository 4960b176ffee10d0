// Keeps a draft saved while its author types.
// S1 A text is never lost: until the server has it, the stash has it.
// S2 One save runs at a time; what was typed meanwhile is saved after it.
// S3 A save names the revision it builds on, so that nobody's work is overwritten without being asked.
// S4 A text that is no JSON object is never sent.

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

/** `mayPass`: the same may well be saved a little later, as when the server was not reached. */
type Failed = { kind: 'failed'; error: ShownError; mayPass: boolean };

export type SaverParts = {
  /** Saves a draft over revision `ifRev`; tells failures instead of throwing. */
  save: (draft: Draft, ifRev: number) => Promise<SaveResult>;
  stash: { write: (text: string, rev: number) => void; clear: () => void };
  /** Runs something after the author paused; returns how to call it off. */
  afterPause: (run: () => void) => () => void;
};

export type DraftSnapshot = { text: string; rev: number; state: SaveState };

export type DraftSaver = {
  snapshot: () => DraftSnapshot;
  subscribe: (notify: () => void) => () => void;
  /** Takes what stands in the editor now. */
  edit: (text: string) => void;
  /** Saves at once what is not yet saved; tells whether the server now has all of it. */
  flush: () => Promise<boolean>;
  /** Ends a conflict by saving this text over the other one. */
  keepMine: () => Promise<boolean>;
  /** Takes over what the server has, e.g. a restored version. */
  adopt: (text: string, rev: number) => void;
  /** Takes note of what the server has now: follows it while nothing else is unsaved here, else there is a conflict. */
  follow: (text: string, rev: number) => void;
};

type Version = { text: string; rev: number };

/** Makes the saver of one draft: `server` is what the server has, `kept` what an earlier visit could not save. */
export function createDraftSaver(server: Version, kept: Version | null, parts: SaverParts): DraftSaver {
  const { get, set, subscribe } = createObserved(toInitialSnapshot(server, kept));
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
    edit,
    flush,
    keepMine: async () => {
      const { state } = get();
      if (state.kind !== 'conflict') return flush();
      set({ rev: state.currentRev, state: { kind: 'unsaved' } });
      return flush();
    },
    adopt,
    follow: (text, rev) => {
      if (rev <= get().rev || running) return;
      // A revision that changed nothing here, as a new name does, is simply built upon.
      if (canonical(text) === onServer) return set({ rev });
      if (get().state.kind === 'saved') return adopt(text, rev);
      if (canonical(text) === canonical(get().text)) return adopt(get().text, rev);
      callOff();
      set({ state: { kind: 'conflict', currentRev: rev } });
    },
  };
}

function toInitialSnapshot(server: Version, kept: Version | null): DraftSnapshot {
  if (!kept || canonical(kept.text) === canonical(server.text))
    return { ...server, state: { kind: 'saved' } };
  const { text } = kept;
  if (kept.rev !== server.rev) return { ...kept, state: { kind: 'conflict', currentRev: server.rev } };
  const parsed = parseDraft(text);
  return { ...kept, state: parsed.ok ? { kind: 'unsaved' } : invalid(text, parsed.error.from) };
}

function invalid(text: string, from: number): SaveState {
  return { kind: 'invalid', line: lineAt(lineStarts(text), from) };
}

// White space is the author's own affair; only a change of the JSON is worth a save.
function canonical(text: string): string | null {
  const parsed = parseDraft(text);
  return parsed.ok ? JSON.stringify(parsed.draft) : null;
}
