import { describe, expect, it } from 'vitest';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import { findNeighbor, toStep } from './find-neighbor';

const at = (id: string, x: number, y: number) => ({ id, kind: 'end', position: { x, y } });
const graph = toGraph({
  start: 'a',
  nodes: [at('far', 900, 0), at('a', 0, 0), at('b', 300, 40), at('c', 300, 400), at('d', 0, 300)],
});

describe('the arrow keys', () => {
  it('select the start first', () => {
    expect(findNeighbor(graph, null, 'ArrowUp')).toBe('a');
  });

  it('select the nearest node in their direction, and stop at the edge', () => {
    expect(findNeighbor(graph, 'a', 'ArrowRight')).toBe('b');
    expect(findNeighbor(graph, 'b', 'ArrowRight')).toBe('far');
    expect(findNeighbor(graph, 'a', 'ArrowDown')).toBe('d');
    expect(findNeighbor(graph, 'd', 'ArrowRight')).toBe('c');
    expect(findNeighbor(graph, 'c', 'ArrowLeft')).toBe('d');
    expect(findNeighbor(graph, 'a', 'ArrowLeft')).toBeNull();
  });

  it('are the only keys with a direction', () => {
    expect(toStep('ArrowUp')).toEqual({ x: 0, y: -1 });
    expect(toStep('Enter')).toBeNull();
  });
});
