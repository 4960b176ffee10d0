import { describe, expect, it } from 'vitest';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import { findNeighbour, toStep } from './find-neighbour';

const at = (id: string, x: number, y: number) => ({ id, kind: 'end', position: { x, y } });
const graph = toGraph({
  start: 'a',
  nodes: [at('far', 900, 0), at('a', 0, 0), at('b', 300, 40), at('c', 300, 400), at('d', 0, 300)],
});

describe('the arrow keys', () => {
  it('begin at the start', () => {
    expect(findNeighbour(graph, null, 'ArrowUp')).toBe('a');
  });

  it('walk to what lies nearest that way, and stop at the edge', () => {
    expect(findNeighbour(graph, 'a', 'ArrowRight')).toBe('b');
    expect(findNeighbour(graph, 'b', 'ArrowRight')).toBe('far');
    expect(findNeighbour(graph, 'a', 'ArrowDown')).toBe('d');
    expect(findNeighbour(graph, 'd', 'ArrowRight')).toBe('c');
    expect(findNeighbour(graph, 'c', 'ArrowLeft')).toBe('d');
    expect(findNeighbour(graph, 'a', 'ArrowLeft')).toBeNull();
  });

  it('are the only keys that walk', () => {
    expect(toStep('ArrowUp')).toEqual({ x: 0, y: -1 });
    expect(toStep('Enter')).toBeNull();
  });
});
