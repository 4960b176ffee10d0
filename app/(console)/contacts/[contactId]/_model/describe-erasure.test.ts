import { expect, it } from 'vitest';
import { addErasures, describeErasure } from './describe-erasure';

const NOTHING_ERASED = {
  ...{ sessions: 0, turns: 0, messages: 0, suggestions: 0, deliveries: 0, answers: 0 },
  ...{ requests: 0, events: 0, tests: 0, threads: 0, files: 0 },
};

it('names each kind with its count', () => {
  expect(describeErasure({ ...NOTHING_ERASED, sessions: 1_200, files: 1 })).toBe('1,200 sessions, 1 file');
  expect(describeErasure(NOTHING_ERASED)).toBe('only the contact itself');
});

it('adds the counts of repeated calls', () => {
  const first = { ...NOTHING_ERASED, sessions: 20, turns: 41 };
  const second = { ...NOTHING_ERASED, sessions: 3, threads: 1 };
  expect(addErasures(null, first)).toEqual(first);
  expect(addErasures(first, second)).toEqual({ ...NOTHING_ERASED, sessions: 23, turns: 41, threads: 1 });
});
