import { expect, it } from 'vitest';
import { changedNames } from './changed-names';
import { collectMessages, type TestMessage } from './collect-messages';
import { labelOf } from './label-of';

const message = (seq: number): TestMessage => ({
  seq,
  id: String(seq),
  turnNo: 1,
  direction: 'outbound',
  kind: 'text',
  content: { type: 'text', text: 'Hi' },
  text: 'Hi',
  expected: null,
  sender: null,
  externalId: null,
  suggestionId: null,
  inputId: null,
  nodeId: null,
  createdAt: new Date(0).toISOString(),
});

it('keeps each message once and in order, however it arrived', () => {
  const known = [message(1), message(3)];
  expect(collectMessages(known, [message(2), message(3)]).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(collectMessages(known, [message(1)])).toBe(known);
});

it('names the variables that changed', () => {
  expect([...changedNames({ a: 1, b: [1], gone: 1 }, { a: 1, b: [2], c: null })]).toEqual(['b', 'c']);
});

it('finds the label of a choice, the newest offer first', () => {
  const older = {
    ...message(1),
    expected: { name: 'colour', type: 'choice', choices: [{ value: 'a', label: 'Old A' }] },
  };
  const buttons = [{ label: 'New A', action: { type: 'reply' as const, value: 'a' } }];
  const newer = { ...message(2), content: { type: 'buttons' as const, text: '', buttons } };
  expect(labelOf([older, newer], 'a')).toBe('New A');
  expect(labelOf([older], 'a')).toBe('Old A');
  expect(labelOf([older], 'b')).toBe('b');
});
