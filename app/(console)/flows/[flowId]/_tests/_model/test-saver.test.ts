import { beforeEach, describe, expect, it } from 'vitest';
import { createTestSaver, type Tests, type TestsSaved } from './test-saver';

type Sent = {
  tests: Tests;
  ifTag: string | undefined;
  answer: (result: TestsSaved) => Promise<void>;
};

const FIRST: Tests = [{ name: 'first' }];
let sent: Sent[];
let pause: (() => void) | null;

const make = () =>
  createTestSaver(
    { tests: FIRST, tag: 'a' },
    {
      save: (tests, ifTag) =>
        new Promise((resolve) => {
          const answer = async (result: TestsSaved) => {
            resolve(result);
            await new Promise(setImmediate);
          };
          sent.push({ tests, ifTag, answer });
        }),
      afterPause: (run) => {
        pause = run;
        return () => {
          pause = null;
        };
      },
    },
  );
const add = (name: string) => (tests: Tests) => [...tests, { name }];
const last = () => {
  const call = sent.at(-1);
  if (!call) throw new Error('nothing was sent');
  return call;
};
const namesOf = (tests: Tests) => tests.map(({ name }) => name);

beforeEach(() => {
  sent = [];
  pause = null;
});

describe('tests that are edited', () => {
  it('tests/one-save, tests/no-overwrite: are saved after a pause, later ones on the tests before', async () => {
    const saver = make();
    saver.edit(add('second'));
    expect(saver.snapshot().state.kind).toBe('unsaved');
    pause?.();
    expect(last()).toMatchObject({ ifTag: 'a', tests: [{ name: 'first' }, { name: 'second' }] });
    saver.edit(add('third'));
    pause?.();
    expect(sent).toHaveLength(1);
    await last().answer({ kind: 'saved', tag: 'b' });
    expect(sent).toHaveLength(2);
    expect(last().ifTag).toBe('b');
    await last().answer({ kind: 'saved', tag: 'c' });
    expect(saver.snapshot()).toMatchObject({ tag: 'c', state: { kind: 'saved' } });
  });

  it('are undone and redone, and saved again', async () => {
    const saver = make();
    saver.edit(add('second'));
    saver.undo();
    expect(saver.snapshot().history.present).toBe(FIRST);
    expect(await saver.flush()).toBe(true);
    expect(sent).toHaveLength(0);
    saver.redo();
    expect(namesOf(saver.snapshot().history.present)).toEqual(['first', 'second']);
  });

  it('tests/no-overwrite: wait when somebody else saved theirs, until one decides', async () => {
    const saver = make();
    saver.edit(add('mine'));
    pause?.();
    await last().answer({ kind: 'conflict' });
    saver.edit(add('more'));
    expect(pause).toBeNull();
    expect(await saver.flush()).toBe(false);
    const done = saver.keepMine();
    expect(last().ifTag).toBeUndefined();
    await last().answer({ kind: 'saved', tag: 'z' });
    expect(await done).toBe(true);
    expect(namesOf(last().tests)).toEqual(['first', 'mine', 'more']);
  });

  it('follow the tests of others while nothing is unsaved, which can be undone', () => {
    const saver = make();
    saver.follow({ tests: [{ name: 'theirs' }], tag: 'b' });
    expect(namesOf(saver.snapshot().history.present)).toEqual(['theirs']);
    saver.edit(add('mine'));
    saver.follow({ tests: [{ name: 'later' }], tag: 'c' });
    expect(saver.snapshot().state.kind).toBe('conflict');
    saver.adopt({ tests: [{ name: 'later' }], tag: 'c' });
    expect(saver.snapshot()).toMatchObject({ tag: 'c', state: { kind: 'saved' } });
    saver.undo();
    expect(namesOf(saver.snapshot().history.present)).toEqual(['theirs', 'mine']);
  });

  it('keep what failed to be saved, and try again', async () => {
    const saver = make();
    saver.edit(add('second'));
    pause?.();
    await last().answer({ kind: 'failed', error: { title: 'No.' } });
    expect(saver.snapshot().state).toMatchObject({ kind: 'failed' });
    const done = saver.flush();
    await last().answer({ kind: 'saved', tag: 'b' });
    expect(await done).toBe(true);
  });
});
