import { createLoader } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import {
  isFiltered,
  SESSION_FILTERS,
  type SessionFilters,
  toListInput,
  toSessionQuery,
} from './session-filters';

const read = createLoader(SESSION_FILTERS);

const NONE = read('');

describe('session filters', () => {
  it('survive the address', () => {
    const filters: SessionFilters = {
      status: ['running', 'failed'],
      flow: '0190f3c2-0000-7000-8000-000000000001',
      channel: 'web & app',
      test: 'only',
      waiting: true,
      search: 'a+b',
      since: '2026-11-30T08:00:00.000Z',
      before: null,
      cursor: 'abc',
    };
    expect(read(toSessionQuery(filters))).toEqual(filters);
    expect(toSessionQuery(NONE)).toBe('');
  });

  it('leave out unknown values', () => {
    expect(read('status=failed,lost&test=maybe&since=soon')).toEqual({ ...NONE, status: ['failed'] });
  });

  it('become input with the set filters only', () => {
    expect(toListInput(NONE)).toEqual({});
    expect(
      toListInput(read('test=none&search=%20x%20&flow=f&waiting=1&before=2026-11-30T09:00:00%2B01:00')),
    ).toEqual({
      isTest: false,
      waiting: true,
      search: 'x',
      flowId: 'f',
      createdBefore: '2026-11-30T08:00:00.000Z',
    });
  });

  it('do not count a cursor as a filter', () => {
    expect(isFiltered(read('cursor=abc'))).toBe(false);
    expect(isFiltered(read('channel=web'))).toBe(true);
  });
});
