import { expect, it } from 'vitest';
import { initialState } from '../run';
import { toStoredState, toStoredText } from './stored-state';

const withVariable = (value: string) => ({
  ...initialState('seed'),
  frames: [{ flow: '', node: 'a', variables: { a: [value] }, loops: {} }],
});

it('replaces what PostgreSQL cannot store, and nothing else', () => {
  const given = ['a\0b', 'c\ud800', 'd\udc00e', '\ud83d\ude00', '\\u0000', '\\\\ud800'];
  const stored = ['a\ufffdb', 'c\ufffd', 'd\ufffde', '\ud83d\ude00', '\\u0000', '\\\\ud800'];
  expect(JSON.parse(toStoredText(given))).toEqual(stored);
  expect(toStoredText(undefined)).toBe('null');
});

it('returns the state that the next turn reads: the same object where storing changes nothing', () => {
  const state = withVariable('\ud83d\ude00');
  expect(toStoredState(state)).toBe(state);
  expect(toStoredState(withVariable('cut \ud83d'))).toEqual(withVariable('cut \ufffd'));
  expect(toStoredState(withVariable('\0'))).toEqual(withVariable('\ufffd'));
});
