import { expect, it } from 'vitest';
import { initialState } from '../run';
import { toStoredState } from './stored-state';

const withVariable = (value: string) => ({
  ...initialState('seed'),
  frames: [{ flow: '', node: 'a', variables: { a: [value] }, loops: {} }],
});

it('returns the state that the next turn reads: the same object where storing changes nothing', () => {
  const state = withVariable('\ud83d\ude00');
  expect(toStoredState(state)).toBe(state);
  expect(toStoredState(withVariable('cut \ud83d'))).toEqual(withVariable('cut \ufffd'));
  expect(toStoredState(withVariable('\0'))).toEqual(withVariable('\ufffd'));
});
