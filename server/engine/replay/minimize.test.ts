import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/waiting-flows';
import { askWhatIf, say } from './fixtures/what-if';
import { type Candidate, chooseCover, listExits } from './minimize';

describe('chooseCover', () => {
  const candidates = fc.array(
    fc.record({
      exits: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')),
      cost: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 12 },
  );

  it('passes every exit that any candidate passes, and needs each one that it chooses when it chooses it', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const all = given.map((candidate, index): Candidate<number> => ({ ...candidate, item: index }));
        const passed = new Set<string>();
        for (const index of chooseCover(all)) {
          const exits = given[index]?.exits ?? [];
          expect(exits.some((exit) => !passed.has(exit))).toBe(true);
          for (const exit of exits) passed.add(exit);
        }
        expect([...passed].sort()).toEqual([...new Set(given.flatMap(({ exits }) => exits))].sort());
      }),
    );
  });

  it('prefers what passes most, then what costs least, then what comes first', () => {
    const choose = (...given: [exits: string, cost: number][]) =>
      chooseCover(given.map(([exits, cost], item) => ({ item, exits: exits.split(''), cost })));
    expect(choose(['ab', 1], ['abc', 9], ['d', 1])).toEqual([1, 2]);
    expect(choose(['ab', 5], ['ab', 2], ['cd', 2], ['ef', 1])).toEqual([3, 1, 2]);
    expect(choose(['ab', 2], ['ba', 2])).toEqual([0]);
  });
});

it('lists the exits that a replay takes, and the nodes where it rests', () => {
  const { past } = askWhatIf({ nodes: [ask('q', 'r'), ask('r')] }, { nodes: [ask('q')] }, [say(5, 'x')]);
  expect(listExits(past)).toEqual(['q', 'q:next', 'r']);
});
