import { beforeEach, describe, expect, it } from 'vitest';
import { createDraftSaver, type SaveResult } from './draft-saver';

type Sent = { draft: unknown; ifRev: number; answer: (result: SaveResult) => Promise<void> };

const START = { text: '{ "a": 1 }', rev: 5 };
let sent: Sent[];
let stashed: { text: string; rev: number } | null;
let pause: (() => void) | null;

const make = () =>
  createDraftSaver(START, {
    save: (draft, ifRev) =>
      new Promise((resolve) => {
        const answer = async (result: SaveResult) => {
          resolve(result);
          await new Promise(setImmediate);
        };
        sent.push({ draft, ifRev, answer });
      }),
    stash: {
      read: () => stashed,
      write: (text, rev) => {
        stashed = { text, rev };
      },
      clear: () => {
        stashed = null;
      },
    },
    afterPause: (run) => {
      pause = run;
      return () => {
        pause = null;
      };
    },
  });

const recall = (kept: { text: string; rev: number }) => {
  stashed = kept;
  const saver = make();
  saver.recall();
  return saver;
};

const last = () => {
  const call = sent.at(-1);
  if (!call) throw new Error('nothing was sent');
  return call;
};

beforeEach(() => {
  sent = [];
  stashed = null;
  pause = null;
});

describe('a draft that is edited', () => {
  it('draft/never-lost: is stashed at once and saved after a pause', async () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    expect(saver.snapshot().state.kind).toBe('unsaved');
    expect(stashed).toEqual({ text: '{ "a": 2 }', rev: 5 });
    pause?.();
    expect(saver.snapshot().state.kind).toBe('saving');
    expect(last()).toMatchObject({ draft: { a: 2 }, ifRev: 5 });
    await last().answer({ kind: 'saved', rev: 6 });
    expect(saver.snapshot()).toMatchObject({ rev: 6, state: { kind: 'saved' } });
    expect(stashed).toBeNull();
  });

  it('draft/one-save, draft/no-overwrite: saves later changes after a save, on its revision', async () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    pause?.();
    saver.edit('{ "a": 3 }');
    pause?.();
    expect(sent).toHaveLength(1);
    await last().answer({ kind: 'saved', rev: 6 });
    expect(last()).toMatchObject({ draft: { a: 3 }, ifRev: 6 });
    expect(stashed?.text).toBe('{ "a": 3 }');
    await last().answer({ kind: 'saved', rev: 7 });
    expect(sent).toHaveLength(2);
    expect(saver.snapshot().state.kind).toBe('saved');
  });

  it('draft/json-only, draft/never-lost: stashes a text that is not JSON, without sending it', async () => {
    const saver = make();
    saver.edit('{\n  "a": 2,\n}');
    expect(saver.snapshot().state).toEqual({ kind: 'invalid', line: 3 });
    expect(stashed?.text).toContain('"a": 2');
    expect(pause).toBeNull();
    expect(await saver.flush()).toBe(false);
    saver.edit('[]');
    expect(saver.snapshot().state).toEqual({ kind: 'invalid', line: 1 });
    expect(sent).toHaveLength(0);
  });

  it('needs no save for white space or an undone change', () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    saver.edit('{"a":1}\n');
    expect(saver.snapshot().state.kind).toBe('saved');
    expect([pause, stashed, sent.length]).toEqual([null, null, 0]);
  });

  it('that becomes invalid during a save ends as invalid, and is still stashed', async () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    pause?.();
    saver.edit('{ "a": 2');
    await last().answer({ kind: 'saved', rev: 6 });
    expect(saver.snapshot().state.kind).toBe('invalid');
    expect(stashed?.text).toBe('{ "a": 2');
  });
});

describe('a save that fails', () => {
  it('draft/never-lost: keeps the text and tries again with the next change', async () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    pause?.();
    await last().answer({ kind: 'failed', mayPass: false, error: { title: 'No.' } });
    expect(saver.snapshot().state).toEqual({ kind: 'failed', mayPass: false, error: { title: 'No.' } });
    expect(stashed?.text).toBe('{ "a": 2 }');
    const done = saver.flush();
    await last().answer({ kind: 'saved', rev: 6 });
    expect(await done).toBe(true);
  });

  it('draft/no-overwrite: waits in a conflict until the author keeps this text', async () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    pause?.();
    await last().answer({ kind: 'conflict', currentRev: 9 });
    saver.edit('{ "a": 3 }');
    expect(saver.snapshot().state).toEqual({ kind: 'conflict', currentRev: 9 });
    expect(await saver.flush()).toBe(false);
    expect(sent).toHaveLength(1);
    const done = saver.keepMine();
    expect(last()).toMatchObject({ draft: { a: 3 }, ifRev: 9 });
    await last().answer({ kind: 'saved', rev: 10 });
    expect(await done).toBe(true);
  });

  it('draft/no-overwrite: keeps changes that were made during the other save', async () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    pause?.();
    saver.edit('{ "a": 3 }');
    await last().answer({ kind: 'conflict', currentRev: 9 });
    expect(pause).toBeNull();
    expect(stashed).toEqual({ text: '{ "a": 3 }', rev: 5 });
    const done = saver.keepMine();
    expect(last()).toMatchObject({ draft: { a: 3 }, ifRev: 9 });
    await last().answer({ kind: 'saved', rev: 10 });
    expect(await done).toBe(true);
  });

  it('draft/no-overwrite: takes the other text on request', () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    saver.follow('{ "theirs": true }', 9);
    expect(saver.snapshot().state).toEqual({ kind: 'conflict', currentRev: 9 });
    saver.adopt('{ "theirs": true }', 9);
    expect(saver.snapshot()).toEqual({ text: '{ "theirs": true }', rev: 9, state: { kind: 'saved' } });
    expect([pause, stashed]).toEqual([null, null]);
  });
});

describe('a save of another author', () => {
  it('replaces the text while nothing is unsaved here', () => {
    const saver = make();
    saver.follow('{ "theirs": true }', 6);
    expect(saver.snapshot()).toEqual({ text: '{ "theirs": true }', rev: 6, state: { kind: 'saved' } });
    saver.follow('{ "older": true }', 5);
    expect(saver.snapshot().rev).toBe(6);
  });

  it('is no conflict with the same text, as after a save whose answer was lost', async () => {
    const saver = make();
    saver.edit('{ "a": 2 }');
    pause?.();
    await last().answer({ kind: 'failed', mayPass: true, error: { title: 'Not reached.' } });
    saver.follow('{"a":2}', 6);
    expect(saver.snapshot()).toEqual({ text: '{ "a": 2 }', rev: 6, state: { kind: 'saved' } });
    expect(stashed).toBeNull();
  });

  it('is built upon when it did not change the draft, such as a rename', async () => {
    const saver = make();
    saver.edit('{');
    saver.follow('{"a":1}', 6);
    expect(saver.snapshot()).toEqual({ text: '{', rev: 6, state: { kind: 'invalid', line: 1 } });
  });
});

describe('a text from an earlier visit', () => {
  it('draft/never-lost: returns and is saved when it builds on the latest revision', async () => {
    const saver = recall({ text: '{ "a": 2 }', rev: 5 });
    expect(saver.snapshot()).toEqual({ text: '{ "a": 2 }', rev: 5, state: { kind: 'unsaved' } });
    const done = saver.flush();
    await last().answer({ kind: 'saved', rev: 6 });
    expect(await done).toBe(true);
  });

  it('draft/no-overwrite: is a conflict when another author saved since, also with an invalid text', () => {
    const state = { kind: 'conflict', currentRev: 5 };
    expect(recall({ text: '{ "a": 2 }', rev: 4 }).snapshot().state).toEqual(state);
    expect(recall({ text: '{', rev: 4 }).snapshot().state).toEqual(state);
  });

  it('draft/never-lost, draft/json-only: returns although it is invalid, and is dropped when the server has it', () => {
    expect(recall({ text: '{', rev: 5 }).snapshot()).toMatchObject({
      text: '{',
      state: { kind: 'invalid', line: 1 },
    });
    expect(recall({ text: '{"a":1}', rev: 3 }).snapshot()).toEqual({ ...START, state: { kind: 'saved' } });
  });
});

it('draft/never-lost: keeps what was typed before an earlier text could return', () => {
  const saver = make();
  saver.edit('{ "a": 3 }');
  stashed = { text: '{ "a": 2 }', rev: 5 };
  saver.recall();
  expect(saver.snapshot().text).toBe('{ "a": 3 }');
});

it('notifies subscribers until they unsubscribe', () => {
  const saver = make();
  let notified = 0;
  const leave = saver.subscribe(() => {
    notified += 1;
  });
  saver.edit('{');
  leave();
  const before = notified;
  saver.edit('{ ');
  expect(notified).toBe(before);
  expect(before).toBeGreaterThan(0);
});
