import { describe, expect, it } from 'vitest';
import type { Comparison, Verdict } from '@/server/engine/replay/compare';
import { createTally } from './tally';

const END = { status: 'completed', node: 'bye', wait: null, output: null, failure: null } as const;
const SAME: Comparison = {
  verdict: 'same',
  differences: [],
  parting: null,
  ends: { past: END, next: END },
  stop: { reason: 'finished' },
  standIns: 0,
  otherRequests: 0,
};
const other = (verdict: Verdict, node: string): Comparison => ({
  ...SAME,
  verdict,
  parting: { difference: 'path', turn: 1, past: { step: 1, node: 'ask' }, next: null },
  ends: { past: END, next: { ...END, node } },
});

function tallyOf(...comparisons: Comparison[]) {
  const tally = createTally();
  for (const [index, comparison] of comparisons.entries()) tally.add({ sessionId: `s${index}`, comparison });
  return tally;
}

describe('a tally', () => {
  it('is empty of an empty search', () => {
    expect(createTally().sum()).toEqual({
      verdicts: { same: 0, other_words: 0, other_end: 0, needs_answer: 0, failed: 0 },
      leftOut: { withoutTranscript: 0, tooLong: 0, unreadable: 0 },
      ...{ moves: [], partings: [], missingAnswers: [], withStandIns: 0, withOtherRequests: 0 },
    });
  });

  it('counts outcomes, moves between ends and the nodes where sessions part, the most frequent first', () => {
    const sum = tallyOf(
      SAME,
      other('other_end', 'a'),
      other('other_end', 'b'),
      other('other_end', 'b'),
    ).sum();
    expect(sum.verdicts).toMatchObject({ same: 1, other_end: 3 });
    const past = { node: 'bye', status: 'completed' };
    expect(sum.moves).toEqual([
      {
        ...{ past, next: { node: 'b', status: 'completed' }, count: 2 },
        examples: [
          { sessionId: 's2', turn: 2 },
          { sessionId: 's3', turn: 2 },
        ],
      },
      { past, next: { node: 'a', status: 'completed' }, count: 1, examples: [{ sessionId: 's1', turn: 2 }] },
    ]);
    expect(sum.partings).toMatchObject([{ node: 'ask', verdict: 'other_end', count: 3 }]);
  });

  it('names no move of sessions that only say other words', () => {
    const { moves, partings } = tallyOf(other('other_words', 'bye')).sum();
    expect([moves, partings]).toMatchObject([[], [{ node: 'ask', verdict: 'other_words', count: 1 }]]);
  });

  it('names calls without an answer, and of their address nothing that people said', () => {
    const request = {
      method: 'GET',
      url: 'https://api.test/find?name=Ada#x',
      headers: {},
      body: null,
      timeoutMs: 1,
      maxAttempts: 1,
    };
    const stop = { reason: 'needs_answer', flow: 'help', nodeId: 'call', request } as const;
    const { missingAnswers } = tallyOf({ ...other('needs_answer', 'call'), stop }).sum();
    expect(missingAnswers).toEqual([
      { node: 'help/call', method: 'GET', url: 'https://api.test/find', count: 1 },
    ]);
    const overConnection = { ...request, connection: 'crm', url: '/find?name=Ada' };
    const alike = { ...other('needs_answer', 'call'), stop: { ...stop, request: overConnection } };
    expect(tallyOf(alike).sum().missingAnswers).toMatchObject([{ url: 'crm /find' }]);
  });

  it('counts sessions with stand-ins, with answers to other requests, and those left out', () => {
    const tally = tallyOf({ ...SAME, standIns: 2 }, { ...SAME, otherRequests: 1 });
    tally.leaveOut('unreadable');
    tally.leaveOut('tooLong', 2);
    expect(tally.sum()).toMatchObject({
      withStandIns: 1,
      withOtherRequests: 1,
      leftOut: { withoutTranscript: 0, tooLong: 2, unreadable: 1 },
    });
  });

  it('keeps five examples of a finding and 100 findings', () => {
    const many = Array.from({ length: 101 }, (_, index) => other('other_end', `n${index}`));
    const { moves, partings } = tallyOf(...many).sum();
    expect([moves.length, partings[0]?.examples.length]).toEqual([100, 5]);
  });
});
