import { describe, expect, it } from 'vitest';
import { parseAttributes, toChangedAttributes } from './attributes-text';

describe('attributes as they are typed', () => {
  it.each([
    ['', {}],
    [' { "plan": "gold" } ', { plan: 'gold' }],
    ['[1]', null],
    ['"gold"', null],
    ['{ plan', null],
  ])('%j is read as %j', (text, expected) => {
    expect(parseAttributes(text)).toEqual(expected);
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
