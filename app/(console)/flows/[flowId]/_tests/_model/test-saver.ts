/*
 * Keeps the tests of a flow saved while they are edited.
 * tests/one-save: one save runs at a time; later changes are saved after it.
 * tests/no-overwrite: a save names the tests it builds on, so no other person's work is overwritten unasked.
 */

import type { ShownError } from '@/app/_ui/state/error-state';
import type { FlowTestInput } from '@/server/engine/flow-test/test-document';
import { createObserved } from '../../_draft/observed';
import { createHistory, type History, recordChange, redo, undo } from '../../_edit/history';

export type Tests = readonly FlowTestInput[];

type TestsSaveState =
  | { kind: 'saved' | 'unsaved' | 'saving' | 'conflict' }
  | { kind: 'failed'; error: ShownError };

export type TestsSaved =
  | { kind: 'saved'; tag: string }
  | { kind: 'conflict' }
  | { kind: 'failed'; error: ShownError };

type StoredTests = { tests: Tests; tag: string };

export type TestSaverParts = {
  /** Saves tests over those of `ifTag`, or over any without it; returns failures instead of throwing. */
  save: (tests: Tests, ifTag: string | undefined) => Promise<TestsSaved>;
  /** Runs a function after a pause in editing; returns a function that cancels it. */
  afterPause: (run: () => void) => () => void;
};

export type TestsSnapshot = { history: History<Tests>; tag: string; state: TestsSaveState };

export type TestSaver = {
  snapshot: () => TestsSnapshot;
  subscribe: (notify: () => void) => () => void;
  /** Changes the tests. `place` names what is changed, so that typing is undone at once. */
  edit: (change: (tests: Tests) => Tests, place?: string | null) => void;
  undo: () => void;
  redo: () => void;
  /** Saves unsaved changes at once; whether the server then has all of them. */
  flush: () => Promise<boolean>;
  /** Ends a conflict by saving these tests over the others. */
  keepMine: () => Promise<boolean>;
  /** Replaces the tests by the server's. */
  adopt: (stored: StoredTests) => void;
  /** Follows the server's tests while nothing is unsaved here; otherwise there is a conflict. */
  follow: (stored: StoredTests) => void;
};

/** Creates the saver of the tests of one flow. */
export function createTestSaver(server: StoredTests, parts: TestSaverParts): TestSaver {
  const { get, set, subscribe } = createObserved<TestsSnapshot>({
    ...{ history: createHistory(server.tests), tag: server.tag },
    state: { kind: 'saved' },
  });
  let stored = server.tests;
  let ifTag: string | undefined = server.tag;
  let callOff = () => {};
  let running: Promise<void> | null = null;

  const change = (history: History<Tests>) => {
    if (history.present === get().history.present) return;
    callOff();
    set({ history });
    if (get().state.kind === 'conflict') return;
    if (!running) set({ state: { kind: 'unsaved' } });
    callOff = parts.afterPause(() => void run());
  };

  const run = (): Promise<void> => {
    running ??= saveOnce().finally(() => {
      running = null;
    });
    return running;
  };

  const saveOnce = async () => {
    for (;;) {
      const { present } = get().history;
      if (present === stored) return set({ state: { kind: 'saved' } });
      set({ state: { kind: 'saving' } });
      const result = await parts.save(present, ifTag);
      if (result.kind !== 'saved') return set({ state: result });
      stored = present;
      ifTag = result.tag;
      set({ tag: result.tag });
    }
  };

  const flush = async () => {
    callOff();
    if (get().state.kind !== 'conflict') await run();
    return get().state.kind === 'saved';
  };

  const adopt = ({ tests, tag }: StoredTests) => {
    callOff();
    stored = tests;
    ifTag = tag;
    set({ history: recordChange(get().history, tests), tag, state: { kind: 'saved' } });
  };

  return {
    snapshot: get,
    subscribe,
    edit: (edit, place = null) => change(recordChange(get().history, edit(get().history.present), place)),
    undo: () => change(undo(get().history)),
    redo: () => change(redo(get().history)),
    flush,
    keepMine: async () => {
      ifTag = undefined;
      set({ state: { kind: 'unsaved' } });
      return flush();
    },
    adopt,
    follow: (next) => {
      if (next.tag === get().tag || running) return;
      if (get().state.kind === 'saved') return adopt(next);
      callOff();
      set({ state: { kind: 'conflict' } });
    },
  };
}
