import { expect, it } from 'vitest';
import { explainMissingAnswer, explainUnverified, namePart, summarizeVerified } from './file-words';

const SAME = { differences: [], unverified: [], credentials: 0 };
const difference = (no: number) => ({ no, path: '/status', recorded: 'completed', replayed: 'failed' });

it.each([
  [SAME, 1, 'Identical: the turn gives what was recorded, byte for byte.'],
  [SAME, 7, 'Identical: all 7 turns give what was recorded, byte for byte.'],
  [{ ...SAME, unverified: [2] }, 7, 'Identical in everything that was compared.'],
  [{ ...SAME, differences: [difference(2)] }, 7, 'It does not run as it was recorded: turn 2 differs.'],
  [
    { ...SAME, differences: [difference(2), difference(8)] },
    7,
    'It does not run as it was recorded: 2 places differ, the first is turn 2.',
  ],
  [{ ...SAME, differences: [difference(8)] }, 7, 'It does not run as it was recorded: the end differs.'],
])('says what the comparison found', (verified, turns, words) => {
  expect(summarizeVerified(verified, turns)).toBe(words);
});

it('says which turns were not compared, and why', () => {
  expect(explainUnverified(SAME, 7)).toBeNull();
  expect(explainUnverified({ ...SAME, unverified: [2, 8], credentials: 3 }, 7)).toBe(
    '3 credentials were replaced by placeholders in the file. Not compared because of it: turn 2, the end.',
  );
});

it('names the parts of a turn', () => {
  expect(['/messages/0/text', '/set/a', '/state/wait', ''].map(namePart)).toEqual([
    'the messages',
    'the variables',
    'the stored state',
    'the turn, which does not run again',
  ]);
});

it('names the call that the file has no answer for', () => {
  const request = {
    method: 'GET',
    url: 'https://a.test/',
    headers: {},
    body: null,
    timeoutMs: 1,
    maxAttempts: 1,
  };
  const stop = { reason: 'needs_answer' as const, flow: '', nodeId: 'look', request };
  expect(explainMissingAnswer(stop)).toContain('calls GET https://a.test/ at look');
  const overConnection = { ...stop, request: { ...request, connection: 'crm', url: '/customers' } };
  expect(explainMissingAnswer(overConnection)).toContain('calls GET crm /customers at look');
  expect(explainMissingAnswer({ reason: 'finished' })).toBeNull();
});
