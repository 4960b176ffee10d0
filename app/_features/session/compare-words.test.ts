import { expect, it } from 'vitest';
import { explainParting } from './compare-words';

it('says where a session parts', () => {
  const place = { step: 2, node: 'a' };
  const parting = { difference: 'words' as const, turn: 1, past: place, next: place };
  expect(explainParting({ verdict: 'other_words', parting })).toBe(
    'Other words: they say something else after turn 2 of the session.',
  );
  expect(explainParting({ verdict: 'other_end', parting: { ...parting, difference: 'output' } })).toContain(
    'they end differently',
  );
  expect(explainParting({ verdict: 'same', parting: null })).toBe('The same: they do not part.');
});
