import { describe, expect, it } from 'vitest';
import { randomIds } from '@/server/gateways/ids';
import { makeKeyText, parseKeyText } from './key-text';

describe('makeKeyText', () => {
  it('creates keys that parse back', () => {
    const { text, prefix, secret, lastFour } = makeKeyText(randomIds);
    expect(text).toMatch(/^parley_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/);
    expect(parseKeyText(text)).toEqual({ prefix, secret });
    expect(text.endsWith(lastFour)).toBe(true);
    expect(lastFour).toHaveLength(4);
  });

  it('discards the bytes that would favor some characters', () => {
    const ids = {
      ...randomIds,
      bytes: (length: number) => Buffer.alloc(length, 247).fill(248, 0, length / 2),
    };
    const { prefix, secret } = makeKeyText(ids);
    expect(new Set(prefix + secret)).toEqual(new Set('z'));
  });
});

describe('parseKeyText', () => {
  const { text } = makeKeyText(randomIds);

  it('detects every mistyped character', () => {
    for (let index = 7; index < text.length; index += 1) {
      if (text[index] === '_') continue;
      const typed = text.slice(0, index) + (text[index] === 'a' ? 'b' : 'a') + text.slice(index + 1);
      expect(parseKeyText(typed), typed).toBeNull();
    }
  });

  it.each(['', 'parley_', text.slice(0, -1), `${text} `, text.toUpperCase(), `sk_${text}`])(
    'refuses %j',
    (wrong) => {
      expect(parseKeyText(wrong)).toBeNull();
    },
  );
});
