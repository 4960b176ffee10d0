import { expect, it } from 'vitest';
import { toIssueSentence } from './issue-sentence';

it.each<[string, (string | number)[], string]>([
  ['Name must not be empty.', ['name'], 'must not be empty'],
  ['Max per minute must be at most 5.', ['limits', 'maxPerMinute'], 'must be at most 5.'],
  ['Scopes, entry 3 must be a text.', ['scopes', 2], 'must be a text'],
  ['Entry 1 must be a text.', [0], 'must be a text'],
  [
    'Business hours, entry 1, weekdays, entry 3, from must be a text.',
    ['settings', 'businessHours', 0, 'weekdays', 2, 'from'],
    'must be a text',
  ],
  ['The value must be an object.', [], 'must be an object'],
  ['The field "a b" is required.', ['a b'], 'is required'],
  ['Enter a name.', ['name'], 'Enter a name.'],
])('formats "%s"', (sentence, path, message) => {
  expect(toIssueSentence({ path, message })).toBe(sentence);
});
