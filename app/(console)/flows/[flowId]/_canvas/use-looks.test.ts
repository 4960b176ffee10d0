import { describe, expect, it } from 'vitest';
import { NO_TRAIL } from '../_trail/trail';
import { toLooks } from './use-looks';

const problem = (nodeId: string | null, severity: 'error' | 'warning', message: string) => ({
  nodeId,
  severity,
  message,
  path: '',
  from: 0,
  to: 1,
  line: 1,
});

describe('the looks of cards', () => {
  it('show the start', () => {
    expect([...toLooks({ start: 'a', problems: [], trail: NO_TRAIL })]).toEqual([['a', { start: true }]]);
  });

  it('show one problem of a node, an error before a warning, and their number', () => {
    const problems = [
      problem('a', 'warning', 'first'),
      problem('a', 'error', 'second'),
      problem('a', 'error', 'third'),
      problem('b', 'warning', 'only'),
      problem(null, 'error', 'of the flow'),
    ];
    const looks = toLooks({ start: 'a', problems, trail: NO_TRAIL });
    expect(looks.get('a')).toEqual({
      start: true,
      problem: { severity: 'error', message: 'second', count: 3 },
    });
    expect(looks.get('b')).toEqual({ problem: { severity: 'warning', message: 'only', count: 1 } });
    expect(looks.size).toBe(2);
  });

  it('show the trail of a test session', () => {
    const trail = {
      visits: new Map([
        ['a', 2],
        ['b', 1],
      ]),
      wires: new Set<string>(),
      current: 'b',
    };
    const looks = toLooks({ start: 'a', problems: [problem('b', 'error', 'x')], trail });
    expect(looks.get('a')).toEqual({ start: true, visits: 2 });
    expect(looks.get('b')).toMatchObject({ visits: 1, current: true, problem: { message: 'x' } });
  });
});
