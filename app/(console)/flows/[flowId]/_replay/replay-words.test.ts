import { describe, expect, it } from 'vitest';
import { countSessions } from '../_model/job';
import { explainLeftOut, type Findings, nameEnds, summarizeFindings } from './replay-words';

const NONE: Findings = {
  verdicts: { same: 0, other_words: 0, other_end: 0, needs_answer: 0, failed: 0 },
  leftOut: { withoutTranscript: 0, tooLong: 0, unreadable: 0 },
  ...{ moves: [], partings: [], missingAnswers: [], withStandIns: 0, withOtherRequests: 0 },
};
const withVerdicts = (verdicts: Partial<Findings['verdicts']>) => ({
  ...NONE,
  verdicts: { ...NONE.verdicts, ...verdicts },
});

describe('what a replay found, in a sentence', () => {
  it.each([
    [{}, 'No session of this flow could be replayed.'],
    [{ same: 1 }, '1 session would go the same way.'],
    [{ same: 1_000 }, '1,000 sessions would go the same way.'],
    [{ same: 990, other_end: 9, failed: 1 }, '10 of 1,000 sessions would go another way.'],
  ])('%j: %s', (verdicts, sentence) => {
    expect(summarizeFindings(withVerdicts(verdicts))).toBe(sentence);
  });
});

describe('the sessions left out', () => {
  it.each([
    [{}, null],
    [{ withoutTranscript: 1 }, 'Left out: 1 session without a transcript.'],
    [
      { withoutTranscript: 2, tooLong: 1, unreadable: 3 },
      'Left out: 2 sessions without a transcript, 1 session with 5,000 turns or more, 3 sessions of versions that are invalid today.',
    ],
  ])('%j: %s', (leftOut, sentence) => {
    expect(explainLeftOut({ ...NONE, leftOut: { ...NONE.leftOut, ...leftOut } })).toBe(sentence);
  });
});

describe('the ends of a move', () => {
  const name = (past: [string, string], next: [string, string]) =>
    nameEnds({
      past: { node: past[0], status: past[1] },
      next: { node: next[0], status: next[1] },
      count: 1,
      examples: [],
    });

  it('are named by their nodes, and by their status where the nodes are the same', () => {
    expect(name(['a', 'completed'], ['b', 'failed'])).toEqual(['a', 'b']);
    expect(name(['a', 'awaiting_input'], ['a', 'failed'])).toEqual(['a, awaiting input', 'a, failed']);
    expect(name(['', 'failed'], ['b', 'completed'])).toEqual(['failed', 'b']);
  });
});

it('counts sessions in words', () => {
  expect([1, 0, 1_234].map(countSessions)).toEqual(['1 session', '0 sessions', '1,234 sessions']);
});
