import { expect, it } from 'vitest';
import type { Recognition, TraceStep } from '@/server/engine/protocol';
import { findNote } from './find-note';

const RECOGNITION: Recognition = {
  ...{ text: 'where', branch: 'track', by: 'keyword', like: 'where', score: null, threshold: 0.6 },
};
const step = (note: string | undefined, recognition?: Recognition): TraceStep => ({
  ...{ nodeId: 'a', kind: 'intent', flow: '', phase: 'enter', exit: 'track', next: null },
  ...(note !== undefined && { note }),
  ...(recognition && { recognition }),
});

it.each([
  ['Matched "track" by the keyword "where".', null],
  ['"x" reads missing variables: x. No branch matches "where".', '"x" reads missing variables: x.'],
  ['There is no text to classify.', 'There is no text to classify.'],
])('leaves out of %j what the recognition shows', (note, rest) => {
  expect(findNote(step(note, RECOGNITION))).toBe(rest);
});

it('keeps the note of a step without a recognition', () => {
  expect(findNote(step('Matched "track" by chance.'))).toBe('Matched "track" by chance.');
  expect(findNote(step(undefined))).toBeNull();
});
