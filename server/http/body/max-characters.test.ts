import { z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { maxCharacters } from './max-characters';

const text = z.string().check(maxCharacters(3));
const inWordsOfZod = { error: z.locales.en().localeError };

describe('maxCharacters', () => {
  it.each(['', 'abc', '👍👍👍', 'e\u0301a'])('accepts %j', (value) => {
    expect(text.safeParse(value).success).toBe(true);
  });

  it.each(['abcd', '👍👍👍👍', 'e\u0301e\u0301'])('refuses %j in the words of zod', (value) => {
    const message = z.string().max(3).safeParse('abcd', inWordsOfZod).error?.issues[0]?.message;
    expect(text.safeParse(value, inWordsOfZod).error?.issues).toMatchObject([{ code: 'too_big', message }]);
  });

  it('takes a message of its own, and is documented as maxLength', () => {
    expect(z.string().check(maxCharacters(1, 'is long')).safeParse('ab').error?.issues[0]?.message).toBe(
      'is long',
    );
    expect(z.toJSONSchema(text)).toMatchObject({ type: 'string', maxLength: 3 });
  });
});
