import { expect, it } from 'vitest';
import { summarizeChange } from './summarize-change';

const flow = (nodes: unknown, start = 'a') => ({ format: 1, start, nodes });

it('lists added, removed and changed nodes', () => {
  const before = flow([{ id: 'a' }, { id: 'b', text: '1' }, { id: 'c' }]);
  const after = flow([{ id: 'a' }, { id: 'b', text: '2' }, { id: 'd' }]);
  expect(summarizeChange(before, after)).toEqual({
    added: ['d'],
    removed: ['c'],
    changed: ['b'],
    elsewhere: false,
    layout: false,
  });
});

it('reports a change outside the nodes', () => {
  expect(summarizeChange(flow([]), flow([], 'b'))).toEqual({
    added: [],
    removed: [],
    changed: [],
    elsewhere: true,
    layout: false,
  });
});

it('reports frames and notes apart from settings, because they change no behavior', () => {
  const before = flow([{ id: 'a' }]);
  const after = { ...before, layout: { notes: [{ id: 'note', text: 'Ask Ada.' }] } };
  expect(summarizeChange(before, after)).toMatchObject({ changed: [], elsewhere: false, layout: true });
});

it('accepts drafts that are not valid flows yet', () => {
  expect(summarizeChange({}, { nodes: [7, null, { id: 3 }, { id: 'a' }] }).added).toEqual(['a']);
  expect(summarizeChange(null, null).elsewhere).toBe(false);
});
