import { expect, it } from 'vitest';
import type { FuzzReport } from '@/server/engine/fuzz/fuzz-report';
import { summarizeReport } from './fuzz-words';

const report: FuzzReport = {
  ...{ seed: '1', people: 5_000, turns: 30_000, isComplete: true, findings: [], unreached: [] },
  coverage: { nodes: { covered: 2, total: 2 }, exits: { covered: 1, total: 1 }, byNode: [] },
};

it('sums up what strange people found', () => {
  expect(summarizeReport(report)).toBe(
    '5,000 people tried the draft and found nothing wrong. They took 1 of 1 exit.',
  );
  const finding = {
    kind: 'silent',
    node: 'a',
    code: 'completed',
    message: 'm',
    people: 1,
    transcript: [],
    test: {},
  };
  expect(
    summarizeReport({
      ...report,
      people: 1,
      isComplete: false,
      unreached: ['b', 'c'],
      findings: [finding as never],
    }),
  ).toBe(
    '1 person tried the draft before it was stopped and found 1 thing. They took 1 of 1 exit. Nobody reached 2 nodes.',
  );
});
