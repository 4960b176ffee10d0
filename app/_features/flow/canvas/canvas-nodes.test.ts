import { describe, expect, it } from 'vitest';
import { toGraph } from '../graph/to-graph';
import { applyChanges, syncNodes } from './canvas-nodes';
import { estimateCard } from './estimate-card';

const NONE: ReadonlySet<string> = new Set();

const draftOf = (count: number, text: string) => ({
  start: 'n0',
  nodes: Array.from({ length: count }, (_, index) => ({
    id: `n${String(index)}`,
    kind: 'message',
    position: { x: 0, y: 0 },
    messages: [{ type: 'text', text }],
  })),
});

const drawn = (count: number, text = 'Hello') => toGraph(draftOf(count, text));

describe('the nodes of a canvas', () => {
  it('have estimated measures in a large flow, and none in a small one', () => {
    const [small] = syncNodes([], drawn(80), NONE);
    expect(small).not.toHaveProperty('measured');
    expect(small).not.toHaveProperty('handles');
    const [large] = syncNodes([], drawn(81), NONE);
    expect(large?.measured).toEqual({ width: 240, height: 108 });
    expect(large?.handles?.map(({ id }) => id)).toEqual(['in', 'next']);
  });

  it('have an estimate for a changed card until it is measured, and keep what is measured', () => {
    const first = syncNodes([], drawn(81), NONE);
    const longer = syncNodes(first, drawn(81, 'Hello\nagain'), NONE);
    expect(longer[0]?.measured?.height).toBe(128);
    const measured = applyChanges(longer, [
      { type: 'dimensions', id: 'n0', dimensions: { width: 240, height: 131 } },
    ]);
    expect(measured[0]).toMatchObject({ measured: { width: 240, height: 131 } });
    expect(measured[0]).not.toHaveProperty('handles');
    expect(measured[1]?.handles).toHaveLength(2);
    const shorter = syncNodes(measured, drawn(81), NONE);
    expect(shorter[0]).toMatchObject({ measured: { width: 240, height: 131 } });
    expect(shorter[0]).not.toHaveProperty('handles');
    expect(shorter[1]?.measured?.height).toBe(108);
  });
});

describe('the estimate of a card', () => {
  it('places a handle in the middle of each row of exits, and those that share the last row at one point', () => {
    const branches = Array.from({ length: 14 }, (_, index) => ({ id: `b${String(index)}`, when: 'true' }));
    const [node] = toGraph({ nodes: [{ id: 'a', kind: 'condition', branches }] }).nodes;
    const { measured, handles } = estimateCard(node?.card ?? expect.fail('no card'));
    expect(measured).toEqual({ width: 240, height: 412 });
    expect(handles.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['in', -5, 15],
      ...Array.from({ length: 11 }, (_, row) => [`b${String(row)}`, 234, 126 + 24 * row]),
      ...['b11', 'b12', 'b13', 'else'].map((id) => [id, 234, 390]),
    ]);
  });
});
