import { widthAt } from '../values/text-positions';

/**
 * True if the entire text matches a pattern in which `*` matches any characters and `?` matches one code point.
 * Backtracks to the last `*` only, so the time is at most the product of both lengths.
 */
export function matchGlob(text: string, pattern: string): boolean {
  let textAt = 0;
  let patternAt = 0;
  let lastStar = -1;
  let retryAt = 0;
  while (textAt < text.length) {
    const expected = pattern.charAt(patternAt);
    if (expected === '*') {
      lastStar = patternAt++;
      retryAt = textAt;
    } else if (expected === '?') {
      patternAt++;
      textAt += widthAt(text, textAt);
    } else if (expected !== '' && expected === text.charAt(textAt)) {
      patternAt++;
      textAt++;
    } else if (lastStar >= 0) {
      patternAt = lastStar + 1;
      retryAt += widthAt(text, retryAt);
      textAt = retryAt;
    } else return false;
  }
  while (pattern.charAt(patternAt) === '*') patternAt++;
  return patternAt === pattern.length;
}
