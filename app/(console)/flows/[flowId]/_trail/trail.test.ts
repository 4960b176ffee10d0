import { describe, expect, it } from 'vitest';
import type { TraceStep } from '@/server/engine/protocol';
import { toTrail } from './trail';

const step = (nodeId: string, more: Partial<TraceStep> = {}): TraceStep => ({
  nodeId,
  kind: 'message',
  flow: '',
  phase: 'enter',
  exit: null,
  next: null,
  ...more,
});

describe('the trail of a session', () => {
  const steps = [
    step('a', { exit: 'next', next: 'q' }),
    step('q'),
    step('q', { phase: 'resume', exit: 'choice:x', next: 'a' }),
    step('inner', { flow: 'other', exit: 'next', next: 'more' }),
    step('a', { exit: 'next', next: 'q' }),
  ];

  it('has the visits, the taken wires and the current node', () => {
    const { visits, wires, current } = toTrail(steps);
    expect([...visits]).toEqual([
      ['a', 2],
      ['q', 1],
    ]);
    expect([...wires]).toEqual(['a next', 'q choice:x']);
    expect(current).toBe('q');
  });

  it('grows step by step', () => {
    expect(toTrail(steps, 1)).toMatchObject({ current: 'q' });
    expect(toTrail(steps, 0)).toMatchObject({ current: null });
  });
});
