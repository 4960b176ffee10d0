import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../fixtures/converse';

const flow = (...conditions: string[]): NodeInput[] => [
  {
    id: 'c',
    kind: 'condition',
    branches: conditions.map((when, index) => ({ id: `b${index}`, when })),
    exits: { ...Object.fromEntries(conditions.map((_, index) => [`b${index}`, `e${index}`])), else: 'other' },
  },
  ...conditions.map((_, index): NodeInput => ({ id: `e${index}`, kind: 'end', output: index })),
  { id: 'other', kind: 'end', output: 'else' },
];

const decide = (conditions: string[], variables = {}) =>
  converse({ nodes: flow(...conditions) }).start(variables);

describe('condition', () => {
  it('takes the first branch that is true', () => {
    expect(decide(['n > 5', 'n > 1', 'true'], { n: 3 }).state.output).toBe(1);
  });

  it('takes else if no branch is true', () => {
    expect(decide(['n > 5', 'n === 0'], { n: 3 }).state.output).toBe('else');
  });

  it('explains every evaluated branch and no other', () => {
    const step = decide(['n > 5', 'n > 1', 'n > 0'], { n: 3 }).trace.steps[0];
    expect(step).toMatchObject({ exit: 'b1', next: 'e1' });
    expect(step?.branches).toMatchObject([
      { branch: 'b0', explanation: { source: 'n > 5', value: false, operands: [{ source: 'n', value: 3 }] } },
      { branch: 'b1', explanation: { source: 'n > 1', value: true } },
    ]);
    expect(step?.branches).toHaveLength(2);
  });

  it.each([
    ['fails', 'spread.map(3)'],
    ['cannot be read', 'n >'],
  ])('treats a branch that %s as false, and explains it', (_, when) => {
    const { state, trace } = decide([when], { spread: [1] });
    expect(state.output).toBe('else');
    expect(trace.steps[0]?.branches?.[0]?.explanation.failure?.message).toEqual(expect.any(String));
  });
});
