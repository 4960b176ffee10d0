import { expect, it } from 'vitest';
import { summarizeChange } from './summarize-change';

const flow = (nodes: unknown, start = 'a') => ({ format: 1, start, nodes });

it('tells which nodes came, went and changed', () => {
  const before = flow([{ id: 'a' }, { id: 'b', text: '1' }, { id: 'c' }]);
  const after = flow([{ id: 'a' }, { id: 'b', text: '2' }, { id: 'd' }]);
  expect(summarizeChange(before, after)).toEqual({
    added: ['d'],
    removed: ['c'],
    changed: ['b'],
    elsewhere: false,
  });
});

it('tells a change outside the nodes', () => {
  expect(summarizeChange(flow([]), flow([], 'b'))).toEqual({
    added: [],
    removed: [],
    changed: [],
    elsewhere: true,
  });
});

it('bears drafts that are no flows yet', () => {
  expect(summarizeChange({}, { nodes: [7, null, { id: 3 }, { id: 'a' }] }).added).toEqual(['a']);
  expect(summarizeChange(null, null).elsewhere).toBe(false);
});
