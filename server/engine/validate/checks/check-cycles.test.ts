import { describe, expect, it } from 'vitest';
import type { NodeInput } from '../../fixtures/converse';
import { ask, end, flow, set } from '../../fixtures/small-nodes';
import { validateFlow } from '../../validate';

describe('cycles', () => {
  const each: NodeInput = {
    id: 'l',
    kind: 'each',
    list: '[1]',
    item: 'x',
    exits: { body: 's', done: 'end' },
  };
  const loops = (...nodes: unknown[]) =>
    validateFlow(flow(...nodes))
      .problems.filter(({ code }) => code.endsWith('_loop'))
      .map(({ code }) => code);

  it.each<[string, NodeInput[]]>([
    ['a question', [{ ...ask, exits: { next: 's' } }, set('s', 'q')]],
    [
      'a pause',
      [
        {
          id: 'w',
          kind: 'wait',
          wait: { type: 'for', duration: { amount: 1, unit: 'seconds' } },
          exits: { next: 's' },
        },
        set('s', 'w'),
      ],
    ],
    [
      'a called flow, which may wait',
      [{ id: 'c', kind: 'subflow', flow: 'f', exits: { next: 's' } }, set('s', 'c')],
    ],
    ['the items of a list', [each, set('s', 'l'), end]],
  ])('may contain %s', (_, nodes) => {
    expect(loops(...nodes)).toEqual([]);
  });

  it('may not contain the exit done of a loop', () => {
    expect(loops({ ...each, exits: { body: 's', done: 't' } }, set('s', 'l'), set('t', 'l'))).toEqual([
      'endless_loop',
    ]);
  });

  it('may not lead from a node to itself', () => {
    expect(loops(set('a', 'a'))).toEqual(['endless_loop']);
  });

  it('are each reported once, also if they are connected', () => {
    expect(loops(set('a', 'b'), set('b', 'a'), set('c', 'd'), set('d', 'c'))).toEqual([
      'endless_loop',
      'endless_loop',
    ]);
  });

  it('are found behind another cycle', () => {
    const fork: NodeInput = {
      id: 'c',
      kind: 'condition',
      branches: [{ id: 'b', when: 'a' }],
      exits: { b: 'a', else: 'd' },
    };
    expect(loops(set('a', 'b'), set('b', 'a'), fork, set('d', 'c'))).toEqual([
      'endless_loop',
      'endless_loop',
    ]);
  });

  it('are reported by the shortest', () => {
    const fork: NodeInput = {
      id: 'f',
      kind: 'condition',
      branches: [{ id: 'b', when: 'x' }],
      exits: { b: 'long', else: 'short' },
    };
    const { problems } = validateFlow(
      flow(fork, set('long', 'longer'), set('longer', 'f'), set('short', 'f')),
    );
    expect(problems[0]?.message).toBe('The cycle "f" → "short" → "f" never waits.');
  });
});
