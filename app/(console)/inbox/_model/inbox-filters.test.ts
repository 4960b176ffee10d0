import { expect, it } from 'vitest';
import { parseInboxFilters, toInboxInput, toInboxQuery } from './inbox-filters';

const parse = (text: string) => parseInboxFilters(new URLSearchParams(text));

it('shows who waits unless told otherwise', () => {
  expect(parse('')).toEqual({ queue: 'waiting', room: null, search: '', open: null });
  expect(parse('queue=nonsense').queue).toBe('waiting');
});

it.each(['', 'queue=mine', 'queue=closed&room=1&search=a+b&open=2'])('reads what it wrote: %s', (text) => {
  expect(new URLSearchParams(toInboxQuery(parse(text))).toString()).toBe(text);
});

it('asks the server for what is set', () => {
  expect(toInboxInput(parse('queue=open&room=1&search=+x+&open=2'))).toEqual({
    queue: 'open',
    roomId: '1',
    search: 'x',
  });
  expect(toInboxInput(parse('search=+'))).toEqual({ queue: 'waiting' });
});
