import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHistory, recordChange, redo, undo } from './history';

describe('a history', () => {
  it('returns the same states by undo and redo (history/symmetric)', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 60 }), fc.nat(80), (changes, steps) => {
        const done = changes.reduce(
          (history, value) => recordChange(history, { value }),
          createHistory({ value: -1 }),
        );
        let walked = done;
        for (let step = 0; step < steps; step += 1) walked = undo(walked);
        for (let step = 0; step < steps; step += 1) walked = redo(walked);
        expect(walked.present).toBe(done.present);
      }),
    );
  });

  it('drops undone changes after a new one (history/branch-ends)', () => {
    const history = recordChange(undo(recordChange(createHistory('a'), 'b')), 'c');
    expect(redo(history)).toBe(history);
    expect(undo(history).present).toBe('a');
  });

  it('joins successive changes of one place (history/joined)', () => {
    let history = createHistory('');
    for (const text of ['h', 'he', 'hey']) history = recordChange(history, text, 'a/text');
    history = recordChange(history, 'moved');
    for (const text of ['h1', 'h12']) history = recordChange(history, text, 'a/text');
    expect(undo(history).present).toBe('moved');
    expect(undo(undo(history)).present).toBe('hey');
    expect(undo(undo(undo(history))).present).toBe('');
    const again = recordChange(undo(history), 'x', 'a/text');
    expect(undo(again).present).toBe('moved');
  });
});
