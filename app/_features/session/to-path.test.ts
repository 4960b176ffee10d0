import { describe, expect, it } from 'vitest';
import type { TraceStep } from '@/server/engine/protocol';
import { findVisit, formatVisits, toPath } from './to-path';
import type { TurnView } from './view';

const step = (nodeId: string, next: string | null, more: Partial<TraceStep> = {}): TraceStep => ({
  nodeId,
  kind: 'message',
  flow: '',
  phase: 'enter',
  exit: next === null ? null : 'next',
  next,
  ...more,
});

const turn = (no: number, ...steps: TraceStep[]): TurnView => ({
  no,
  event: {},
  trace: { steps, visits: steps.length, expressionSteps: 0, failure: null },
  status: 'awaiting_input',
  createdAt: new Date(0).toISOString(),
  usage: null,
});

const TURNS = [
  turn(1, step('hello', 'ask'), step('ask', null)),
  turn(2, step('ask', 'call', { phase: 'resume' }), step('call', null), step('inner', null, { flow: 'faq' })),
  turn(3, step('call', 'ask', { phase: 'resume' }), step('ask', null)),
];

describe('the path to a moment', () => {
  it('numbers the nodes in the order of their visits', () => {
    const { order, current } = toPath(TURNS, { turn: 3, step: null });
    expect([...order]).toEqual([
      ['hello', [1]],
      ['ask', [2, 4]],
      ['call', [3]],
    ]);
    expect(current).toBe('ask');
  });

  it('distinguishes the wires of the turn from earlier ones, and has no later ones', () => {
    const { wires, touched } = toPath(TURNS, { turn: 2, step: null });
    expect([...wires]).toEqual([
      ['hello next', 'before'],
      ['ask next', 'now'],
    ]);
    expect([...touched]).toEqual(['ask', 'call']);
  });

  it('ends at the node that calls a flow while that flow runs', () => {
    expect(toPath(TURNS, { turn: 2, step: null }).current).toBe('call');
    expect(toPath(TURNS, { turn: 2, step: 2 }).current).toBe('call');
  });

  it('stops at a step of a turn', () => {
    const { current, wires } = toPath(TURNS, { turn: 2, step: 0 });
    expect(current).toBe('ask');
    expect(wires.get('ask next')).toBe('now');
    expect(toPath(TURNS, { turn: 1, step: 0 })).toMatchObject({ current: 'hello' });
  });

  it('is not changed by variables set from outside', () => {
    const set = turn(4, step('ask', null, { kind: 'variables', phase: 'resume' }));
    const path = toPath([...TURNS, set], { turn: 4, step: null });
    expect(path.current).toBe('ask');
    expect([...path.touched]).toEqual([]);
  });

  it('is empty at the start', () => {
    expect(toPath([], { turn: 1, step: null })).toMatchObject({ current: null });
  });
});

describe('a node of the canvas', () => {
  it('links to its last visit up to the moment', () => {
    expect(findVisit(TURNS, { turn: 3, step: null }, 'ask')).toEqual({ turn: 3, step: 1 });
    expect(findVisit(TURNS, { turn: 2, step: null }, 'ask')).toEqual({ turn: 2, step: 0 });
    expect(findVisit(TURNS, { turn: 3, step: null }, 'inner')).toBeNull();
  });

  it.each([
    [[3], '3'],
    [[1, 4, 6], '1, 4, 6'],
    [[1, 4, 6, 12], '1, 4 … 12'],
  ])('shows the numbers %j as %s', (visits, words) => {
    expect(formatVisits(visits)).toBe(words);
  });
});
