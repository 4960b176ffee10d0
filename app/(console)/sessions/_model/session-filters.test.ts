import { describe, expect, it } from 'vitest';
import { isFiltered, parseFilters, toListInput, toQuery } from './session-filters';

const STATUSES = ['running', 'failed', 'completed'] as const;
const read = (query: string) => parseFilters(new URLSearchParams(query), STATUSES);
const NONE = read('');

describe('session filters', () => {
  it('come back from the address they were written to', () => {
    const filters = {
      status: ['running' as const, 'failed' as const],
      flow: '0190f3c2-0000-7000-8000-000000000001',
      channel: 'web & app',
      trial: 'only' as const,
      waiting: true,
      search: 'a+b',
      cursor: 'abc',
    };
    expect(read(toQuery(filters))).toEqual(filters);
    expect(toQuery(NONE)).toBe('');
  });

  it('leave out what they do not know', () => {
    expect(read('status=failed,lost&trial=maybe')).toEqual({ ...NONE, status: ['failed'] });
  });

  it('ask the server for no more than is set', () => {
    expect(toListInput(NONE)).toEqual({});
    expect(toListInput(read('trial=none&search=%20x%20&flow=f&waiting=1'))).toEqual({
      trial: false,
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
