import { expect, it } from 'vitest';
import { toGraph, toHandle } from '@/app/_features/flow/graph/to-graph';
import { findEnd } from './use-wiring';

const graph = toGraph({
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      answer: { type: 'choice', choices: [{ value: 'ja, gern', label: 'Yes' }] },
      exits: {},
    },
  ],
});

it('finds the exit of a port, whatever characters its name has', () => {
  expect(findEnd(graph, 'ask', toHandle('choice:ja, gern'))).toEqual({ key: 'ask', exit: 'choice:ja, gern' });
  expect(findEnd(graph, 'ask', 'next')).toEqual({ key: 'ask', exit: 'next' });
});

it('finds none for an unknown port or node', () => {
  expect(findEnd(graph, 'ask', 'odd')).toBeNull();
  expect(findEnd(graph, 'gone', 'next')).toBeNull();
  expect(findEnd(graph, 'ask', null)).toBeNull();
});
