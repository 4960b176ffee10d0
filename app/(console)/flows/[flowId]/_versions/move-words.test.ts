import { describe, expect, it } from 'vitest';
import { countMovable, type Migration, summarizeMoves } from './move-words';

const migration: Migration = {
  ...{
    id: 'm',
    flowId: 'f',
    version: { id: 'v', number: 3 },
    status: 'completed',
    done: 9,
    total: 9,
    moved: 7,
  },
  ...{ movedExamples: [], staying: [], failure: null, createdBy: null, createdAt: '', finishedAt: null },
};

describe('a move of many sessions in one sentence', () => {
  it.each([
    [{}, '7 sessions were moved to v3; 2 stay on their version.'],
    [{ moved: 8 }, '8 sessions were moved to v3; 1 stays on its version.'],
    [{ moved: 9 }, 'All 9 sessions were moved to v3.'],
    [{ moved: 1, done: 1 }, 'The session was moved to v3.'],
    [{ moved: 0 }, '0 sessions were moved to v3; 9 stay on their version.'],
    [{ moved: 0, done: 0, total: 0 }, 'All running sessions are on v3 already.'],
    [{ status: 'canceled' as const, moved: 1 }, 'Stopped. 1 session was moved to v3 before.'],
    [{ status: 'running' as const, moved: 1_200 }, '1,200 sessions were moved to v3 so far.'],
  ])('for %j is "%s"', (more, words) => {
    expect(summarizeMoves({ ...migration, ...more })).toBe(words);
  });

  it('counts the sessions of other versions', () => {
    const counts = [
      { versionId: 'a', number: 3, sessions: 5 },
      { versionId: 'b', number: 2, sessions: 4 },
      { versionId: 'c', number: null, sessions: 1 },
    ];
    expect(countMovable(counts, 3)).toBe(5);
  });
});
