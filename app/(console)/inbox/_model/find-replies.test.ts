import { describe, expect, it } from 'vitest';
import { findReplies, parseSlash } from './find-replies';

const REPLIES = [
  { id: '1', title: 'Hello', text: 'Hello, how can I help?' },
  { id: '2', title: 'Refund', text: 'Your refund is on its way.' },
  { id: '3', title: 'Late parcel', text: 'Hello, your parcel is late. A refund is possible.' },
];

describe('a slash', () => {
  it.each([
    ['/', ''],
    ['/re', 're'],
    ['/late parcel', 'late parcel'],
    ['a/b', null],
    ['', null],
    ['/re\nfund', null],
  ])('in %j searches for %j', (text, typed) => {
    expect(parseSlash(text)).toBe(typed);
  });
});

describe('canned replies', () => {
  const found = (typed: string) => findReplies(REPLIES, typed).map(({ id }) => id);

  it('are found by all words, matches in titles first', () => {
    expect(found('')).toEqual(['1', '2', '3']);
    expect(found('REFUND')).toEqual(['2', '3']);
    expect(found('hello')).toEqual(['1', '3']);
    expect(found('parcel possible')).toEqual(['3']);
    expect(found('nothing')).toEqual([]);
  });
});
