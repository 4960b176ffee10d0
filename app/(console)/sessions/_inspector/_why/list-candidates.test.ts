import { expect, it } from 'vitest';
import type { SessionEvent, TurnView } from '@/app/_features/session/view';
import { isClipped, listCandidates } from './list-candidates';

const set = (no: number, values: Record<string, string>) =>
  ({ id: `${String(no)}-0`, type: 'variables.changed', data: { set: values } }) as unknown as SessionEvent;
const TURN = {
  no: 2,
  event: { type: 'message', text: 'later', value: 'chosen' },
  trace: { steps: [{ flow: '', changed: [{ name: 'request', before: null, after: 'within' }] }] },
} as unknown as TurnView;

it('lists the values that a variable had around a turn, and what the person said', () => {
  const events = [set(1, { request: 'before', name: 'Ada' }), set(2, { request: 'after' })];
  const candidates = listCandidates({ events, turns: [TURN], before: {} }, 2);
  expect(candidates).toEqual({
    request: ['after', 'before', 'within'],
    name: ['Ada', 'Ada'],
    answer: ['later', 'chosen'],
  });
});

it('notices values that a trace may have shortened', () => {
  expect(isClipped([{ value: ['a', '…'] }])).toBe(true);
  expect(isClipped([{ value: ['a'] }])).toBe(false);
  expect(isClipped(undefined)).toBe(false);
});
