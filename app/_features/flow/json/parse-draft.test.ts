import { expect, it } from 'vitest';
import { parseDraft } from './parse-draft';

const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

it('parses an object, and nothing else', () => {
  expect(parseDraft('{"a":1}')).toEqual({ ok: true, draft: { a: 1 } });
  expect(parseDraft(' [1]')).toMatchObject({ ok: false, error: { from: 1, to: 2 } });
  expect(parseDraft('null')).toMatchObject({ ok: false });
  expect(parseDraft('{"a":')).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('missing') },
  });
});

it('returns the same object for one of the last two texts, and never another text’s', () => {
  const [first, second, third] = [1, 2, 3].map((depth) => nested(depth));
  const draftOf = (text = '') => {
    const parsed = parseDraft(text);
    return parsed.ok ? parsed.draft : null;
  };
  const [one, two] = [draftOf(first), draftOf(second)];
  expect(draftOf(first)).toBe(one);
  expect(draftOf(second)).toBe(two);
  expect(draftOf(third)).toEqual({ a: [[[]]] });
  expect(draftOf(second)).toBe(two);
  expect(draftOf(first)).toEqual(one);
});
