import { expect, it } from 'vitest';
import { FIRST_CHOICE, toSearch } from './replay-choice';

const NOW = Date.UTC(2030, 0, 31);

it('searches the last sessions of all periods, channels and states unless one is chosen', () => {
  expect(toSearch(FIRST_CHOICE, NOW)).toEqual({ limit: 1_000 });
  expect(
    toSearch({ count: '100', period: 'week', channelId: 'c', status: ['completed', 'failed'] }, NOW),
  ).toEqual({
    ...{ limit: 100, since: '2030-01-24T00:00:00.000Z', channelId: 'c', status: ['completed', 'failed'] },
  });
});
