import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countGraphemes } from './graphemes';

describe('countGraphemes', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['👨‍👩‍👧‍👦', 1],
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 1],
    ['🇩🇪🇫🇷', 2],
    ['cafe\u0301', 4],
    ['नमस्ते', 3],
    ['a\r\nb', 3],
  ])('counts grapheme clusters: %j has %i', (text, length) => {
    expect(countGraphemes(text)).toBe(length);
  });

  it('counts long texts as it counts short ones', () => {
    const cluster = fc.constantFrom('a', '👍🏽', 'e\u0301', '👨‍👩‍👧', '日');
    fc.assert(
      fc.property(fc.array(cluster, { minLength: 300, maxLength: 600 }), (clusters) => {
        expect(countGraphemes(clusters.join(''))).toBe(clusters.length);
      }),
      { numRuns: 50 },
    );
  });
});
