import { describe, expect, it } from 'vitest';
import {
  isFiltered,
  loadSessionFilters as read,
  type SessionFilters,
  toListInput,
  toSessionQuery,
} from './session-filters';

const NONE = read('');

describe('session filters', () => {
  it('come back from the address they were written to', () => {
    const filters: SessionFilters = {
      status: ['running', 'failed'],
      flow: '0190f3c2-0000-7000-8000-000000000001',
      channel: 'web & app',
      test: 'only',
      waiting: true,
      search: 'a+b',
      cursor: 'abc',
    };
    expect(read(toSessionQuery(filters))).toEqual(filters);
    expect(toSessionQuery(NONE)).toBe('');
  });

  it('leave out what they do not know', () => {
    expect(read('status=failed,lost&test=maybe')).toEqual({ ...NONE, status: ['failed'] });
  });

  it('ask the server for no more than is set', () => {
    expect(toListInput(NONE)).toEqual({});
    expect(toListInput(read('test=none&search=%20x%20&flow=f&waiting=1'))).toEqual({
      isTest: false,
      waiting: true,
      search: 'x',
      flowId: 'f',
    });
  });

  it('do not count a further page as a filter', () => {
    expect(isFiltered(read('cursor=abc'))).toBe(false);
    expect(isFiltered(read('channel=web'))).toBe(true);
  });
});
