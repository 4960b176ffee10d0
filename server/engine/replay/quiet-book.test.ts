import { describe, expect, it } from 'vitest';
import type { Quiet, SessionState } from '../session';
import { createQuietBook } from './quiet-book';
import type { RecordClock } from './record-clock';
import type { RecordedEnd } from './recording';
import type { ReplayStep } from './replay-step';

const A = { inputId: 'a', since: 1_000, until: 3_000 } as Quiet;
const B = { inputId: 'b', since: 2_000, until: 5_000 } as Quiet;

type Made = { quiet?: Quiet; at?: number; type?: string; turn?: number | null; kind?: string };
const makeStep = ({ quiet, at = 1_000, type = 'message', turn = null, kind = 'applied' }: Made) =>
  ({ turn, event: { type, at }, result: { state: { quiet }, outcome: { kind } } }) as unknown as ReplayStep;
const holding = (quiet?: Quiet) => ({ quiet }) as SessionState;

/** A book of a record whose turns came at these times, and a session that took its turn 0 at the time 100. */
function open(steps: Made[], times: number[], endAt = 0) {
  const clock = { times } as unknown as RecordClock;
  const book = createQuietBook(steps.map(makeStep), clock, { at: endAt } as RecordedEnd);
  const take = (made: Made, now = 100) => {
    book.observe(makeStep(made), now);
    return book;
  };
  return { book, take };
}
const UNRECORDED = { turn: null, order: Number.POSITIVE_INFINITY };

describe('the quiet book', () => {
  it('ends a quiet as long after its message as the record did', () => {
    const { take } = open([{ quiet: A }, { type: 'quiet.ended', at: 3_010 }], [1_000, 3_010]);
    const end = take({ quiet: A, turn: 0 }).find(holding(A));
    expect(end).toMatchObject({ due: 2_110, turn: 1, order: 1 });
  });

  it('ends one behind the message that came although the time was over', () => {
    const { take } = open([{ quiet: A }, {}, { quiet: B }], [1_000, 3_000, 4_000]);
    expect(take({ quiet: A, turn: 0 }).find(holding(A))).toMatchObject({
      due: 2_100,
      turn: null,
      order: 1.5,
    });
  });

  it('ends one by its own time where a message came before', () => {
    const { take } = open([{ quiet: A }, { quiet: B }], [1_000, 2_999]);
    expect(take({ quiet: A, turn: 0 }).find(holding(A))).toMatchObject({ due: 2_100, ...UNRECORDED });
  });

  it('never ends one that the record left open although its time was over', () => {
    const due = (endAt: number) =>
      open([{ quiet: A }, { quiet: A }], [1_000, 2_000], endAt)
        .take({ quiet: A, turn: 0 })
        .find(holding(A))?.due;
    expect([due(3_000), due(2_999)]).toEqual([Number.POSITIVE_INFINITY, 2_100]);
  });

  it('ends one that the record does not have by its own time, at once if that is over', () => {
    expect(open([], []).take({ quiet: A, at: 1_500 }).find(holding(A))).toMatchObject({
      due: 1_600,
      ...UNRECORDED,
    });
    expect(open([], []).take({ quiet: A, at: 9_000 }).find(holding(A))?.due).toBe(100);
  });

  it('finds the quiet that the session is in, and no other', () => {
    const { book, take } = open([], []);
    expect(book.find(holding(A))).toBeNull();
    take({ quiet: A });
    expect([book.find(holding()), book.find(holding(B))]).toEqual([null, null]);
    for (const other of [{ inputId: 'c' }, { since: 1_001 }, { until: 3_001 }])
      expect(book.find(holding({ ...A, ...other }))).toBeNull();
    expect(book.find(holding({ ...A }))).not.toBeNull();
  });

  it('keeps the quiet that a step leaves as it is, and forgets it when another begins or it ends', () => {
    const { book, take } = open([], []);
    take({ quiet: A });
    take({ quiet: A }, 900);
    take({ quiet: B, kind: 'ignored' }, 900);
    expect([book.find(holding(A))?.due, book.find(holding(B))]).toEqual([2_100, null]);
    take({ quiet: B, at: 2_000 }, 900);
    expect([book.find(holding(A)), book.find(holding(B))?.due]).toEqual([null, 3_900]);
    take({});
    expect(book.find(holding(B))).toBeNull();
  });
});
