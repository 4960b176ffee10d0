import { describe, expect, it } from 'vitest';
import { parseAttributes, toChangedAttributes } from './attributes-text';

describe('attributes as they are typed', () => {
  it.each([
    ['', {}],
    [' { "plan": "gold" } ', { plan: 'gold' }],
  ])('%j is read as %j', (text, attributes) => {
    expect(parseAttributes(text)).toEqual({ ok: true, attributes });
  });

  it.each([
    ['[1]', 'Enter a JSON object'],
    ['"gold"', 'Enter a JSON object'],
    ['null', 'Enter a JSON object'],
    ['{ plan', 'This is not JSON'],
    ['{ "number": 12345678901234567890 }', '12345678901234567890 cannot be kept exactly as a number'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parseAttributes(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  it('are sent where they changed, and null where they are gone', () => {
    const known = { plan: 'gold', visits: 2, tags: ['a'] };
    expect(toChangedAttributes(known, { plan: 'free', tags: ['a'], city: 'Wien' })).toEqual({
      visits: null,
      plan: 'free',
      city: 'Wien',
    });
  });
});
