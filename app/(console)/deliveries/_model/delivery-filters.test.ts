import { createLoader } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import { DELIVERY_FILTERS, isFiltered, toDeliveryQuery, toListInput } from './delivery-filters';

const read = createLoader(DELIVERY_FILTERS);

const NONE = read('');

describe('delivery filters', () => {
  it('survive the address', () => {
    const filters = {
      ...{ channel: 'c', event: 'message created', session: 's', search: 'order & 7', cursor: 'abc' },
      status: ['pending' as const, 'dead' as const],
    };
    expect(read(toDeliveryQuery(filters))).toEqual(filters);
    expect(toDeliveryQuery(NONE)).toBe('');
  });

  it('leave out unknown values', () => {
    expect(read('status=dead,lost&who=me')).toEqual({ ...NONE, status: ['dead'] });
  });

  it('become input with the set filters only', () => {
    expect(toListInput(NONE)).toEqual({});
    expect(toListInput(read('channel=c&search=%20x%20&session=s'))).toEqual({
      channelId: 'c',
      search: 'x',
      sessionId: 's',
    });
  });

  it('do not count a cursor as a filter', () => {
    expect(isFiltered(read('cursor=abc'))).toBe(false);
    expect(isFiltered(read('event=test'))).toBe(true);
  });
});
