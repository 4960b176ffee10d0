import { createLoader } from 'nuqs/server';
import { expect, it } from 'vitest';
import { INBOX_FILTERS, toInboxInput, toInboxQuery } from './inbox-filters';

const parse = createLoader(INBOX_FILTERS);

it('shows waiting people by default', () => {
  expect(parse('')).toEqual({ queue: 'waiting', room: null, label: null, search: '', open: null });
  expect(parse('queue=nonsense').queue).toBe('waiting');
});

it.each(['', 'queue=mine', 'queue=snoozed&room=1&label=VIP&search=a+b&open=2'])(
  'survives the address: %s',
  (text) => {
    expect(toInboxQuery(parse(text)).replace('?', '')).toBe(text);
  },
);

it('becomes input with the set filters', () => {
  expect(toInboxInput(parse('queue=open&room=1&label=VIP&search=+x+&open=2'))).toEqual({
    queue: 'open',
    roomId: '1',
    label: 'VIP',
    search: 'x',
  });
  expect(toInboxInput(parse('search=+'))).toEqual({ queue: 'waiting' });
});
