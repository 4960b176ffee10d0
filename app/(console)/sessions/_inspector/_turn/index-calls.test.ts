import { expect, it } from 'vitest';
import type { TurnView } from '@/app/_features/session/view';
import type { TraceStep } from '@/server/engine/protocol';
import { indexCalls } from './index-calls';

const request = {
  method: 'GET',
  url: 'https://a.test',
  headers: {},
  body: null,
  timeoutMs: 1,
  maxAttempts: 1,
};
const result = { status: 200, headers: {}, body: null, durationMs: 3, attempts: 1 };
const turn = (no: number, effect: TraceStep['effect']): TurnView => ({
  no,
  usage: null,
  event: null,
  trace: {
    steps: [
      {
        nodeId: 'n',
        kind: 'http',
        flow: '',
        phase: 'enter',
        exit: null,
        next: null,
        ...(effect && { effect }),
      },
    ],
    visits: 1,
    expressionSteps: 0,
    failure: null,
  },
  status: 'running',
  createdAt: new Date(0).toISOString(),
});

it('joins a call from the turn that requested it and the turn of its result', () => {
  const calls = indexCalls([
    turn(2, { key: '2:0', request }),
    turn(3, undefined),
    turn(4, { key: '2:0', result }),
    turn(5, { key: '5:0', request }),
  ]);
  expect(calls.get('2:0')).toEqual({ request, askedIn: 2, result, error: null, answeredIn: 4 });
  expect(calls.get('5:0')).toEqual({ request, askedIn: 5, result: null, error: null, answeredIn: null });
  expect(calls.size).toBe(2);
});
